package io.snodo.messages.confidential;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.KeyAgreement;

/** The two curves that keys are agreed on, as JWK and the JDK know them. */
enum Curve {
    X25519("OKP", "X25519", "X25519", "302a300506032b656e032100", 32),
    P256("EC", "P-256", "ECDH", "3059301306072a8648ce3d020106082a8648ce3d03010703420004", 64);

    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    final String type;
    final String jwkName;
    private final String agreement;
    /** What stands before the point in a SubjectPublicKeyInfo (RFC 8410, RFC 5480). */
    private final byte[] prefix;

    private final int octets;

    Curve(String type, String jwkName, String agreement, String prefix, int octets) {
        this.type = type;
        this.jwkName = jwkName;
        this.agreement = agreement;
        this.prefix = HexFormat.of().parseHex(prefix);
        this.octets = octets;
    }

    static Curve named(String crv) {
        for (Curve curve : values()) {
            if (curve.jwkName.equals(crv)) {
                return curve;
            }
        }
        throw new IllegalArgumentException("encryption keys are X25519 or P-256, not " + crv);
    }

    static Curve of(PublicKey key) {
        byte[] der = key.getEncoded();
        for (Curve curve : values()) {
            if (der.length == curve.prefix.length + curve.octets
                    && Arrays.equals(der, 0, curve.prefix.length, curve.prefix, 0, curve.prefix.length)) {
                return curve;
            }
        }
        throw new IllegalArgumentException("encryption keys are X25519 or P-256, not " + key.getAlgorithm());
    }

    /** The members of the JWK, sorted by name, as the thumbprint wants them. */
    Map<String, String> jwk(PublicKey key) {
        byte[] der = key.getEncoded();
        byte[] point = Arrays.copyOfRange(der, prefix.length, der.length);
        Map<String, String> jwk = new LinkedHashMap<>();
        jwk.put("crv", jwkName);
        jwk.put("kty", type);
        jwk.put("x", URL.encodeToString(Arrays.copyOf(point, 32)));
        if (octets == 64) {
            jwk.put("y", URL.encodeToString(Arrays.copyOfRange(point, 32, 64)));
        }
        return jwk;
    }

    /** Throws {@link IllegalArgumentException} for what is no key of this curve. */
    PublicKey key(Map<String, String> jwk) {
        byte[] der = Arrays.copyOf(prefix, prefix.length + octets);
        System.arraycopy(octets(jwk.get("x")), 0, der, prefix.length, 32);
        if (octets == 64) {
            System.arraycopy(octets(jwk.get("y")), 0, der, prefix.length + 32, 32);
        }
        try {
            return KeyFactory.getInstance(this == P256 ? "EC" : "X25519").generatePublic(new X509EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no key on " + jwkName, e);
        }
    }

    private static byte[] octets(@org.jspecify.annotations.Nullable String part) {
        byte[] octets = Base64.getUrlDecoder().decode(part == null ? "" : part);
        if (octets.length != 32) {
            throw new IllegalArgumentException("a coordinate has 32 octets");
        }
        return octets;
    }

    KeyPair generate() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(this == P256 ? "EC" : "X25519");
        if (this == P256) {
            generator.initialize(new ECGenParameterSpec("secp256r1"));
        }
        return generator.generateKeyPair();
    }

    byte[] agree(PrivateKey own, PublicKey other) throws GeneralSecurityException {
        KeyAgreement agreed = KeyAgreement.getInstance(agreement);
        agreed.init(own);
        agreed.doPhase(other, true);
        return agreed.generateSecret();
    }
}
