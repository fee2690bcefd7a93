package io.snodo.messages.seal;

import io.snodo.messages.Json;
import io.snodo.messages.Message;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A message under its sender's seal: JWS compact serialisation (RFC 7515), header {@code alg}, {@code kid} and
 * {@code typ: staffetta}. Being one string it is carried, stored and compared byte for byte on every hop. The payload
 * is given out by {@link #verify}.
 */
public final class Sealed {
    private static final String TYP = "staffetta";
    private static final int LONGEST_HEADER = 1000;

    private final String jws;
    private final String algorithm;
    private final String keyId;
    private final int signatureStart;
    private final byte[] payload;
    private final byte[] signature;

    private Sealed(String jws, JsonNode header, int signatureStart, byte[] payload, byte[] signature) {
        this.jws = jws;
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

    /** A JWS of type {@code typ} over any payload; for what is signed but is no message, such as roots and tokens. */
    public static String sign(byte[] payload, String typ, SealKey key) {
        VerifyKey verifyKey = key.verifyKey();
        String header = "{\"alg\":\"" + verifyKey.algorithm() + "\",\"kid\":\"" + verifyKey.keyId() + "\",\"typ\":\""
                + typ + "\"}";
        String input = Base64Url.encode(header.getBytes(StandardCharsets.US_ASCII)) + '.' + Base64Url.encode(payload);
        return input + '.' + Base64Url.encode(key.sign(input.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Reads a sealed message without trusting it; empty if it is no JWS of ours. */
    public static Optional<Sealed> read(String jws) {
        return read(jws, TYP);
    }

    /** Reads a JWS of type {@code typ} without trusting it; empty if it is none. */
    public static Optional<Sealed> read(String jws, String typ) {
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
            return Optional.of(new Sealed(jws, header, second + 1, payload, signature));
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

    /** What it says, to be shown only where somebody has verified it before. */
    public byte[] alreadyVerified() {
        return payload.clone();
    }

    /** Which key its sender says it used. */
    public String keyId() {
        return keyId;
    }

    /** The whole, as it travels. */
    public String jws() {
        return jws;
    }

    /** SHA-256 over the whole, base64url: what receipts name. */
    public String digest() {
        return Base64Url.encode(VerifyKey.sha256(jws.getBytes(StandardCharsets.US_ASCII)));
    }
}
