package io.snodo.messages.seal;

import io.snodo.messages.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** A public key that seals are verified with. Its id is its JWK thumbprint (RFC 7638), so nobody has to hand out names. */
public sealed interface VerifyKey {
    Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    /** Of a JWK, those that a thumbprint is made of (RFC 7638, section 3.2). */
    List<String> MEMBERS = List.of("crv", "kty", "x", "y");

    /** The JWS algorithm that goes with the key, and no other: the header of a message does not choose. */
    String algorithm();

    boolean verify(byte[] input, byte[] signature);

    /** The members of the JWK, sorted by name, as the thumbprint wants them. */
    Map<String, String> jwk();

    String keyId();

    private static String thumbprint(Map<String, String> jwk) {
        StringBuilder json = new StringBuilder("{");
        jwk.forEach((name, value) -> json.append(json.length() == 1 ? "" : ",")
                .append('"')
                .append(name)
                .append("\":\"")
                .append(value)
                .append('"'));
        return Sha256.base64Url(json.append('}').toString().getBytes(StandardCharsets.UTF_8));
    }

    /** From a public JWK (RFC 7517); throws {@link IllegalArgumentException} for what is no key of these two kinds. */
    static VerifyKey ofJwk(Map<String, String> jwk) {
        return switch (jwk.get("crv")) {
            case "Ed25519" -> new Ed25519(new Ed25519PublicKeyParameters(octets(jwk, "x")));
            case "P-256" -> P256.of(new BigInteger(1, octets(jwk, "x")), new BigInteger(1, octets(jwk, "y")));
            case null, default ->
                throw new IllegalArgumentException("seal keys are Ed25519 or P-256, not " + jwk.get("crv"));
        };
    }

    /** What of a JWK is the key, in the order of the thumbprint; not looked at whether it is one, which takes a hundred times as long. */
    static Map<String, String> bare(Map<String, String> jwk) {
        Map<String, String> bare = new LinkedHashMap<>();
        for (String member : MEMBERS) {
            String value = jwk.get(member);
            if (value != null) {
                bare.put(member, value);
            }
        }
        return bare;
    }

    /** The id of a key that is known to be one. */
    static String idOf(Map<String, String> jwk) {
        return thumbprint(bare(jwk));
    }

    private static byte[] octets(Map<String, String> jwk, String member) {
        String value = jwk.get(member);
        if (value == null) {
            throw new IllegalArgumentException("the JWK lacks " + member);
        }
        return Base64Url.decode(value);
    }

    /** From a key of a certificate; throws {@link IllegalArgumentException} for what is no key of these two kinds. */
    static VerifyKey of(PublicKey key) {
        byte[] der = key.getEncoded();
        return switch (key.getAlgorithm()) {
            // RFC 8410: the point is the last 32 octets of the SubjectPublicKeyInfo
            case "EdDSA", "Ed25519" ->
                new Ed25519(new Ed25519PublicKeyParameters(Arrays.copyOfRange(der, der.length - 32, der.length)));
            case "EC" ->
                P256.of(
                        ((ECPublicKey) key).getW().getAffineX(),
                        ((ECPublicKey) key).getW().getAffineY());
            default -> throw new IllegalArgumentException("seal keys are Ed25519 or P-256, not " + key.getAlgorithm());
        };
    }

    /** From a PEM file that holds an X.509 certificate. */
    static VerifyKey read(Path certificatePem) throws IOException {
        try (InputStream in = Files.newInputStream(certificatePem)) {
            X509Certificate certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            return of(certificate.getPublicKey());
        } catch (GeneralSecurityException e) {
            throw new IOException("not an X.509 certificate in PEM: " + certificatePem, e);
        }
    }

    /** EdDSA over Curve25519. */
    record Ed25519(Ed25519PublicKeyParameters key, Map<String, String> jwk, String keyId) implements VerifyKey {
        Ed25519(Ed25519PublicKeyParameters key) {
            this(key, jwk(key));
        }

        private Ed25519(Ed25519PublicKeyParameters key, Map<String, String> jwk) {
            this(key, jwk, thumbprint(jwk));
        }

        private static Map<String, String> jwk(Ed25519PublicKeyParameters key) {
            Map<String, String> jwk = new LinkedHashMap<>();
            jwk.put("crv", "Ed25519");
            jwk.put("kty", "OKP");
            jwk.put("x", URL.encodeToString(key.getEncoded()));
            return jwk;
        }

        @Override
        public String algorithm() {
            return "EdDSA";
        }

        @Override
        public boolean verify(byte[] input, byte[] signature) {
            if (signature.length != 64) {
                return false;
            }
            Ed25519Signer verifier = new Ed25519Signer();
            verifier.init(false, key);
            verifier.update(input, 0, input.length);
            return verifier.verifySignature(signature);
        }
    }

    /** ECDSA over P-256 with SHA-256. */
    record P256(ECPublicKeyParameters key, Map<String, String> jwk, String keyId) implements VerifyKey {
        static final ECDomainParameters CURVE = new ECDomainParameters(CustomNamedCurves.getByName("secp256r1"));

        static P256 of(BigInteger x, BigInteger y) {
            byte[] xBytes = new byte[32];
            byte[] yBytes = new byte[32];
            put(x, xBytes, 0);
            put(y, yBytes, 0);
            Map<String, String> jwk = new LinkedHashMap<>();
            jwk.put("crv", "P-256");
            jwk.put("kty", "EC");
            jwk.put("x", URL.encodeToString(xBytes));
            jwk.put("y", URL.encodeToString(yBytes));
            return new P256(new ECPublicKeyParameters(CURVE.getCurve().createPoint(x, y), CURVE), jwk, thumbprint(jwk));
        }

        @Override
        public String algorithm() {
            return "ES256";
        }

        @Override
        public boolean verify(byte[] input, byte[] signature) {
            if (signature.length != 64) {
                return false;
            }
            ECDSASigner verifier = new ECDSASigner();
            verifier.init(false, key);
            return verifier.verifySignature(
                    Sha256.of(input), new BigInteger(1, signature, 0, 32), new BigInteger(1, signature, 32, 32));
        }

        /** Writes {@code number} as 32 octets at {@code offset}. */
        static void put(BigInteger number, byte[] target, int offset) {
            byte[] bytes = number.toByteArray();
            int length = Math.min(bytes.length, 32);
            System.arraycopy(bytes, bytes.length - length, target, offset + 32 - length, length);
        }
    }
}
