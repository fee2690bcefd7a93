package io.snodo.messages.confidential;

import io.snodo.messages.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A member's public key that others encrypt for; X25519 or P-256. Its id is its JWK thumbprint (RFC 7638). */
public final class EncryptionKey {
    private final Curve curve;
    private final PublicKey key;
    private final Map<String, String> parts;
    private final String keyId;

    private EncryptionKey(Curve curve, PublicKey key) {
        requireUsable(curve, key);
        this.curve = curve;
        this.key = key;
        this.parts = curve.jwk(key);
        String json = parts.entrySet().stream()
                .map(part -> '"' + part.getKey() + "\":\"" + part.getValue() + '"')
                .collect(Collectors.joining(",", "{", "}"));
        this.keyId = Sha256.base64Url(json.getBytes(StandardCharsets.UTF_8));
    }

    /** A point that is none of the curve, or of low order, shows only when a key is agreed on with it. */
    private static void requireUsable(Curve curve, PublicKey key) {
        try {
            curve.agree(curve.generate().getPrivate(), key);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("nothing can be encrypted for this key", e);
        }
    }

    /** From a certificate's key; throws {@link IllegalArgumentException} for one of another kind. */
    public static EncryptionKey of(PublicKey key) {
        return new EncryptionKey(Curve.of(key), key);
    }

    /** From a public JWK; throws {@link IllegalArgumentException} for one of another kind. */
    public static EncryptionKey ofJwk(Map<String, String> jwk) {
        Curve curve = Curve.named(String.valueOf(jwk.get("crv")));
        return new EncryptionKey(curve, curve.key(jwk));
    }

    /** As the registry names it. */
    public Map<String, String> jwk() {
        Map<String, String> jwk = new LinkedHashMap<>(parts);
        jwk.put("use", "enc");
        return jwk;
    }

    public String keyId() {
        return keyId;
    }

    Curve curve() {
        return curve;
    }

    PublicKey key() {
        return key;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EncryptionKey that && that.keyId.equals(keyId);
    }

    @Override
    public int hashCode() {
        return keyId.hashCode();
    }

    @Override
    public String toString() {
        return "EncryptionKey[" + keyId + "]";
    }
}
