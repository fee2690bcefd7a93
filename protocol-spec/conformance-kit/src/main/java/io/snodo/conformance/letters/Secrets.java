package io.snodo.conformance.letters;

import io.snodo.messages.confidential.Confidential;
import io.snodo.messages.confidential.Disclosure;
import io.snodo.messages.confidential.EncryptionKey;
import io.snodo.messages.confidential.Tie;
import io.snodo.messages.seal.VerifyKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is told in confidence, where a case writes {@code for A,B [spoiled HOW]}: encrypted for these members, with the key
 * that is known of them or one that was made up.
 */
public final class Secrets {
    private final Map<String, EncryptionKey> keys = new ConcurrentHashMap<>();

    /** What this member reads with. */
    public void know(String letter, EncryptionKey key) {
        keys.put(letter, key);
    }

    /** A JWE in place of {@code text}, where it asks for one. */
    JsonNode of(String text, Tie tie) {
        String[] words = text.split(" ");
        List<EncryptionKey> readers = new ArrayList<>();
        for (String letter : words[1].split(",")) {
            readers.add(keys.computeIfAbsent(letter, _ -> madeUp()));
        }
        String how = words.length > 3 ? words[3] : "";
        if (how.equals("too-many")) {
            for (int i = readers.size(); i < 21; i++) {
                readers.add(madeUp());
            }
        }
        JsonNode jwe = Confidential.seal(
                new Disclosure(null, "Il lampione davanti alla scuola."),
                how.equals("of-another-message") ? new Tie(UUID.randomUUID(), tie.matter()) : tie,
                readers);
        return spoiled((ObjectNode) jwe, how);
    }

    private static ObjectNode spoiled(ObjectNode jwe, String how) {
        ObjectNode header = (ObjectNode) jwe.path("recipients").path(0).path("header");
        switch (how) {
            case "", "of-another-message", "too-many" -> {}
            case "changed" -> jwe.put("ciphertext", jwe.path("ciphertext").stringValue("") + "AA");
            case "without-tag" -> jwe.remove("tag");
            case "without-readers" -> jwe.putArray("recipients");
            case "other-alg" -> header.put("alg", "RSA-OAEP");
            case "other-enc" -> jwe.put("protected", protectedBy("{\"enc\":\"A128CBC-HS256\"}"));
            case "crit" -> jwe.put("protected", protectedBy("{\"enc\":\"A256GCM\",\"crit\":[\"x\"],\"x\":1}"));
            case "without-kid" -> header.remove("kid");
            case "without-epk" -> header.remove("epk");
            case "too-long" -> jwe.put("ciphertext", "A".repeat(12_004));
            default -> throw new IllegalArgumentException("a confidence is not spoiled " + how);
        }
        return jwe;
    }

    private static String protectedBy(String header) {
        return VerifyKey.URL.encodeToString(header.getBytes(StandardCharsets.US_ASCII));
    }

    private static EncryptionKey madeUp() {
        try {
            return EncryptionKey.of(
                    KeyPairGenerator.getInstance("X25519").generateKeyPair().getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has X25519", e);
        }
    }
}
