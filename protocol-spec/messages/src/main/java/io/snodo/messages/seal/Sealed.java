package io.snodo.messages.seal;

import io.snodo.messages.Json;
import io.snodo.messages.Message;
import io.snodo.messages.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A message under its sender's seal: JWS compact serialisation (RFC 7515), header {@code alg}, {@code kid} and
 * {@code typ: staffetta}. Being one string it is carried, stored and compared byte for byte on every hop. The payload
 * is given out by {@link #verify}. Where fields are hidden (SD-JWT, RFC 9901) it is of another type, and behind it travel
 * the disclosures that its reader may see.
 */
public final class Sealed {
    private static final String TYP = "staffetta";
    private static final String SELECTIVE = "staffetta+sd-jwt";
    private static final char TILDE = '~';
    private static final int LONGEST_HEADER = 1000;

    private final String jws;
    private final @Nullable List<String> disclosures;
    private final String algorithm;
    private final String keyId;
    private final int signatureStart;
    private final byte[] payload;
    private final byte[] signature;

    private Sealed(
            String jws,
            @Nullable List<String> disclosures,
            JsonNode header,
            int signatureStart,
            byte[] payload,
            byte[] signature) {
        this.jws = jws;
        this.disclosures = disclosures;
        this.algorithm = header.path("alg").stringValue("");
        this.keyId = header.path("kid").stringValue("");
        this.signatureStart = signatureStart;
        this.payload = payload;
        this.signature = signature;
    }

    /** Seals {@code message} with {@code key}. */
    public static Sealed seal(Message message, SealKey key) {
        return read(sign(Json.MAPPER.writeValueAsBytes(message), TYP, key)).orElseThrow();
    }

    /** Seals a message that was made elsewhere, as it stands. */
    public static Sealed seal(JsonNode message, SealKey key) {
        return read(sign(Json.MAPPER.writeValueAsBytes(message), TYP, key)).orElseThrow();
    }

    /** Seals a message whose hidden fields are {@code disclosures}; it has their digests already. */
    public static Sealed selective(JsonNode message, List<String> disclosures, SealKey key) {
        String jws = sign(Json.MAPPER.writeValueAsBytes(message), SELECTIVE, key);
        return read(with(jws, disclosures)).orElseThrow();
    }

    /** A JWS with hidden fields as it travels to one who may see {@code disclosures}. */
    public static String with(String jws, List<String> disclosures) {
        StringBuilder text = new StringBuilder(jws).append(TILDE);
        disclosures.forEach(each -> text.append(each).append(TILDE));
        return text.toString();
    }

    /** A JWS of type {@code typ} over any payload; for what is signed but is no message, such as roots and tokens. */
    public static String sign(byte[] payload, String typ, SealKey key) {
        VerifyKey verifyKey = key.verifyKey();
        String header = "{\"alg\":\"" + verifyKey.algorithm() + "\",\"kid\":\"" + verifyKey.keyId() + "\",\"typ\":\""
                + typ + "\"}";
        String input = Base64Url.encode(header.getBytes(StandardCharsets.US_ASCII)) + '.' + Base64Url.encode(payload);
        return input + '.' + Base64Url.encode(key.sign(input.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Reads a sealed message without trusting it; empty if it is no JWS of ours. */
    public static Optional<Sealed> read(String text) {
        int tilde = text.indexOf(TILDE);
        if (tilde < 0) {
            return read(text, TYP);
        }
        if (text.charAt(text.length() - 1) != TILDE) {
            return Optional.empty();
        }
        List<String> disclosures = tilde == text.length() - 1
                ? List.of()
                : List.of(text.substring(tilde + 1, text.length() - 1).split("~", -1));
        return disclosures.contains("") ? Optional.empty() : read(text.substring(0, tilde), SELECTIVE, disclosures);
    }

    /** Reads a JWS of type {@code typ} without trusting it; empty if it is none. */
    public static Optional<Sealed> read(String jws, String typ) {
        return read(jws, typ, null);
    }

    private static Optional<Sealed> read(String jws, String typ, @Nullable List<String> disclosures) {
        int first = jws.indexOf('.');
        int second = jws.indexOf('.', first + 1);
        if (first <= 0 || second <= first + 1 || second == jws.length() - 1 || first > LONGEST_HEADER) {
            return Optional.empty();
        }
        try {
            JsonNode header = Json.MAPPER.readTree(Base64Url.decode(jws.substring(0, first)));
            // RFC 7515, 4.1.11: an extension we do not know and that is critical makes the JWS invalid
            if (!typ.equals(header.path("typ").stringValue("")) || header.has("crit")) {
                return Optional.empty();
            }
            byte[] payload = Base64Url.decode(jws.substring(first + 1, second));
            byte[] signature = Base64Url.decode(jws.substring(second + 1));
            return Optional.of(new Sealed(jws, disclosures, header, second + 1, payload, signature));
        } catch (IllegalArgumentException | JacksonException e) {
            return Optional.empty();
        }
    }

    /** The payload, if {@code key} is the one named and the signature is its own; otherwise empty. */
    public Optional<byte[]> verify(VerifyKey key) {
        if (!key.keyId().equals(keyId) || !key.algorithm().equals(algorithm)) {
            return Optional.empty();
        }
        byte[] input = jws.substring(0, signatureStart - 1).getBytes(StandardCharsets.US_ASCII);
        return key.verify(input, signature) ? Optional.of(payload.clone()) : Optional.empty();
    }

    /** The payload, to be shown only where somebody has verified it before; hidden fields are not in it. */
    public byte[] alreadyVerified() {
        return payload.clone();
    }

    /** Which key its sender says it used. */
    public String keyId() {
        return keyId;
    }

    /** The whole, as it travels: with what was disclosed. */
    public String jws() {
        return disclosures == null ? jws : with(jws, disclosures);
    }

    /** The JWS alone, which is the same for every reader. */
    public String signed() {
        return jws;
    }

    /** What was disclosed, where fields are hidden; absent where none are. */
    public Optional<List<String>> disclosures() {
        return Optional.ofNullable(disclosures);
    }

    /** SHA-256 over the JWS alone, base64url: what receipts name, whatever was disclosed to whom. */
    public String digest() {
        return Sha256.base64Url(jws.getBytes(StandardCharsets.US_ASCII));
    }
}
