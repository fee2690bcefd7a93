package io.snodo.ops.evidence;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Map;

/**
 * A public key as JWK (RFC 7517): Ed25519 or P-256, and nothing else.
 *
 * @param id its thumbprint (RFC 7638)
 */
record Jwk(String id, String algorithm, PublicKey key) {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] ED25519 = HEX.parseHex("302a300506032b6570032100");
    private static final byte[] P256 = HEX.parseHex("3059301306072a8648ce3d020106082a8648ce3d03010703420004");

    static Jwk of(Map<String, String> jwk) throws GeneralSecurityException {
        String kind = jwk.get("kty") + "/" + jwk.get("crv");
        return switch (kind) {
            case "OKP/Ed25519" ->
                new Jwk(thumbprint(jwk, "crv", "kty", "x"), "EdDSA", key("Ed25519", ED25519, part(jwk, "x")));
            case "EC/P-256" ->
                new Jwk(
                        thumbprint(jwk, "crv", "kty", "x", "y"),
                        "ES256",
                        key("EC", P256, part(jwk, "x"), part(jwk, "y")));
            default -> throw new GeneralSecurityException("a key of an unknown kind");
        };
    }

    boolean verify(byte[] input, byte[] signature) {
        if (signature.length != 64) {
            return false;
        }
        try {
            Signature verifier =
                    Signature.getInstance(algorithm.equals("EdDSA") ? "Ed25519" : "SHA256withECDSAinP1363Format");
            verifier.initVerify(key);
            verifier.update(input);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static byte[] part(Map<String, String> jwk, String name) throws GeneralSecurityException {
        try {
            byte[] bytes = Octets.decode(String.valueOf(jwk.get(name)));
            if (bytes.length == 32) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException(e);
        }
        throw new GeneralSecurityException("a key of another length");
    }

    private static PublicKey key(String algorithm, byte[] prefix, byte[]... parts) throws GeneralSecurityException {
        byte[] der = new byte[prefix.length + 32 * parts.length];
        System.arraycopy(prefix, 0, der, 0, prefix.length);
        for (int i = 0; i < parts.length; i++) {
            System.arraycopy(parts[i], 0, der, prefix.length + 32 * i, 32);
        }
        return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der));
    }

    private static String thumbprint(Map<String, String> jwk, String... names) {
        StringBuilder json = new StringBuilder("{");
        for (String name : names) { // in the order of the alphabet, as RFC 7638 wants it
            json.append(json.length() > 1 ? "," : "")
                    .append('"')
                    .append(name)
                    .append("\":\"")
                    .append(jwk.get(name))
                    .append('"');
        }
        return Octets.encode(Octets.sha256(Octets.utf8(json.append('}').toString())));
    }
}
