package io.snodo.conformance.letters;

import io.snodo.messages.Json;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.Sealed;
import io.snodo.messages.seal.VerifyKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How a message is spoiled: in its text, by who seals it, in the header of its seal, or afterwards. One word each. */
final class Spoiling {
    /** Spoils nothing: the seal of what hides. */
    static final String SELECTIVE = "typ-selective";

    /** Every word there is; a case that uses another is broken. */
    static final Set<String> WORDS = Set.of(
            "bom",
            "duplicate-name",
            "nested-40",
            "nested-32",
            "long-number",
            "latin-1",
            "broken-json",
            "trailing",
            "surrogate",
            "sealed-by-nobody",
            "alg-none",
            "alg-hmac",
            "alg-other",
            "alg-lower",
            "crit",
            "typ-root",
            "typ-jwt",
            SELECTIVE,
            "no-typ",
            "no-kid",
            "header-parameter",
            "signature-changed",
            "payload-changed",
            "signature-of-another",
            "padded",
            "white-space",
            "spelled-otherwise",
            "two-parts",
            "four-parts",
            "json-serialisation",
            "as-text");

    private Spoiling() {}

    static byte[] payload(JsonNode envelope, List<String> spoiled) {
        String text = Json.MAPPER.writeValueAsString(envelope);
        for (String word : spoiled) {
            if (!WORDS.contains(word)
                    && !Veil.WORDS.contains(word)
                    && !word.startsWith("sealed-by-")
                    && !word.startsWith("stamp-")) {
                throw new IllegalArgumentException("there is no way to spoil a message called " + word);
            }
            text = switch (word) {
                case "bom" -> "\uFEFF" + text;
                case "duplicate-name" -> "{\"staffetta\":\"1.0\"," + text.substring(1);
                // the object itself is the first level
                case "nested-40" -> nested(text, 40);
                case "nested-32" -> nested(text, 31);
                case "long-number" -> "{\"x-kit-n\":" + "1".repeat(41) + "," + text.substring(1);
                case "latin-1" -> "{\"x-kit-w\":\"perch\u00e9\"," + text.substring(1);
                case "surrogate" -> "{\"x-kit-s\":\"\\ud800\"," + text.substring(1);
                case "broken-json" -> text.substring(0, text.length() - 1);
                case "trailing" -> text + "{}";
                default -> text;
            };
        }
        return text.getBytes(spoiled.contains("latin-1") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    private static String nested(String text, int deep) {
        return "{\"x-kit-d\":" + "[".repeat(deep) + "]".repeat(deep) + "," + text.substring(1);
    }

    static String seal(byte[] payload, SealKey own, Function<String, SealKey> seals, List<String> spoiled) {
        SealKey key = own;
        for (String word : spoiled) {
            if (word.equals("sealed-by-nobody")) {
                key = SealKey.generate();
            } else if (word.startsWith("sealed-by-")) {
                key = seals.apply(word.substring("sealed-by-".length()));
            }
        }
        String jws = sign(header(key.verifyKey(), spoiled), payload, key);
        for (String word : spoiled) {
            jws = afterwards(jws, word, key);
        }
        return jws;
    }

    private static ObjectNode header(VerifyKey key, List<String> spoiled) {
        ObjectNode header = Json.MAPPER.createObjectNode();
        header.put("alg", key.algorithm());
        header.put("kid", key.keyId());
        header.put("typ", "staffetta");
        for (String word : spoiled) {
            switch (word) {
                case "alg-none" -> header.put("alg", "none");
                case "alg-hmac" -> header.put("alg", "HS256");
                case "alg-other" -> header.put("alg", key.algorithm().equals("EdDSA") ? "ES256" : "EdDSA");
                case "alg-lower" -> header.put("alg", "eddsa");
                case "crit" -> header.putArray("crit").add("exp");
                case "typ-root" -> header.put("typ", "staffetta-root");
                case SELECTIVE -> header.put("typ", "staffetta+sd-jwt");
                case "typ-jwt" -> header.put("typ", "JWT");
                case "no-typ" -> header.remove("typ");
                case "no-kid" -> header.remove("kid");
                case "header-parameter" -> header.put("x-kit", "ignored");
                default -> {
                    // spoils something else
                }
            }
        }
        return header;
    }

    private static String sign(ObjectNode header, byte[] payload, SealKey key) {
        String input = VerifyKey.URL.encodeToString(Json.MAPPER.writeValueAsBytes(header))
                + '.'
                + VerifyKey.URL.encodeToString(payload);
        return input + '.' + VerifyKey.URL.encodeToString(key.sign(input.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String afterwards(String jws, String word, SealKey key) {
        String[] parts = jws.split("\\.", -1);
        return switch (word) {
            case "signature-changed" -> parts[0] + '.' + parts[1] + '.' + changed(parts[2], 3);
            case "payload-changed" -> parts[0] + '.' + changed(parts[1], parts[1].length() - 20) + '.' + parts[2];
            case "signature-of-another" ->
                parts[0]
                        + '.'
                        + parts[1]
                        + '.'
                        + Sealed.sign(new byte[] {'{', '}'}, "staffetta", key).split("\\.")[2];
            case "padded" -> jws + "==";
            case "white-space" -> parts[0] + "." + parts[1] + " ." + parts[2];
            case "spelled-otherwise" -> parts[0] + '.' + parts[1] + '.' + unusedBits(parts[2]);
            case "two-parts" -> parts[0] + '.' + parts[1];
            case "four-parts" -> jws + ".e30";
            case "json-serialisation" ->
                Json.MAPPER.writeValueAsString(
                        Map.of("protected", parts[0], "payload", parts[1], "signature", parts[2]));
            default -> jws;
        };
    }

    /** One character replaced by another of the alphabet. */
    private static String changed(String text, int at) {
        char other = text.charAt(at) == 'A' ? 'B' : 'A';
        return text.substring(0, at) + other + text.substring(at + 1);
    }

    /** 64 octets leave four bits of the last character unused; a lax reader takes any. */
    private static String unusedBits(String signature) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = alphabet.indexOf(signature.charAt(signature.length() - 1));
        return signature.substring(0, signature.length() - 1) + alphabet.charAt(last ^ 1);
    }
}
