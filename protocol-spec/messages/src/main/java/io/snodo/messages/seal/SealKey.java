package io.snodo.messages.seal;

import io.snodo.messages.Sha256;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.math.ec.ECPoint;

/**
 * A private key that seals messages: Ed25519 ({@code EdDSA}) or P-256 ({@code ES256}). Safe for use by many threads.
 * Bouncy Castle's own API is called because it signs many times faster than the JDK's provider.
 */
public sealed interface SealKey {
    /** So that no other use of the secret gives the same keys. */
    byte[] SALT = "staffetta derived seal key".getBytes(StandardCharsets.US_ASCII);

    VerifyKey verifyKey();

    /** The signature as JWS writes it, over {@code input}. */
    byte[] sign(byte[] input);

    /** What only who has this key knows. */
    byte[] secret();

    /** Another key, Ed25519, that only who has this one can make, and the same each time (HKDF-SHA-256, RFC 5869). */
    default SealKey derive(String purpose) {
        HKDFBytesGenerator generator = new HKDFBytesGenerator(new SHA256Digest());
        generator.init(new HKDFParameters(secret(), SALT, purpose.getBytes(StandardCharsets.UTF_8)));
        byte[] seed = new byte[32];
        generator.generateBytes(seed, 0, seed.length);
        return ofEd25519(seed);
    }

    static SealKey generate() {
        return new Ed25519(new Ed25519PrivateKeyParameters(new SecureRandom()));
    }

    /** From the 32 bytes of an Ed25519 private key, as PKCS#8 and JWK hold them. */
    static SealKey ofEd25519(byte[] seed) {
        return new Ed25519(new Ed25519PrivateKeyParameters(seed));
    }

    /** From the 32 bytes of a P-256 private key, as JWK holds them. */
    static SealKey ofP256(byte[] secret) {
        return P256.of(new BigInteger(1, secret));
    }

    /** From a PKCS#8 PEM file; fails if the key is not the one that {@code verifyKey} belongs to. */
    static SealKey read(Path pkcs8Pem, VerifyKey verifyKey) throws IOException {
        String pem = Files.readString(pkcs8Pem, StandardCharsets.US_ASCII);
        SealKey key;
        try {
            byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
            key = switch (PrivateKeyFactory.createKey(der)) {
                case Ed25519PrivateKeyParameters ed25519 -> new Ed25519(ed25519);
                case ECPrivateKeyParameters p256 -> P256.of(p256.getD());
                default -> throw new IOException("seal keys are Ed25519 or P-256: " + pkcs8Pem);
            };
        } catch (IllegalArgumentException | IllegalStateException | ClassCastException e) {
            throw new IOException("not a private key in PKCS#8 PEM: " + pkcs8Pem, e);
        }
        // found out now, and not by every other member when the first message arrives
        if (!key.verifyKey().keyId().equals(verifyKey.keyId())) {
            throw new IOException("the private key does not belong to the certificate: " + pkcs8Pem);
        }
        return key;
    }

    /** EdDSA over Curve25519 (RFC 8032, RFC 8037). */
    record Ed25519(Ed25519PrivateKeyParameters key, VerifyKey verifyKey) implements SealKey {
        Ed25519(Ed25519PrivateKeyParameters key) {
            this(key, new VerifyKey.Ed25519(key.generatePublicKey()));
        }

        @Override
        public byte[] secret() {
            return key.getEncoded();
        }

        @Override
        public byte[] sign(byte[] input) {
            Ed25519Signer signer = new Ed25519Signer();
            signer.init(true, key);
            signer.update(input, 0, input.length);
            return signer.generateSignature();
        }

        @Override
        public String toString() {
            return "SealKey[" + verifyKey.keyId() + "]";
        }
    }

    /** ECDSA over P-256 with SHA-256 (RFC 7518, 3.4), nonces after RFC 6979. */
    record P256(BigInteger scalar, VerifyKey.P256 verifyKey) implements SealKey {
        static P256 of(BigInteger secret) {
            ECPoint point = VerifyKey.P256.CURVE.getG().multiply(secret).normalize();
            return new P256(
                    secret,
                    VerifyKey.P256.of(
                            point.getAffineXCoord().toBigInteger(),
                            point.getAffineYCoord().toBigInteger()));
        }

        @Override
        public byte[] secret() {
            byte[] octets = new byte[32];
            VerifyKey.P256.put(scalar, octets, 0);
            return octets;
        }

        @Override
        public byte[] sign(byte[] input) {
            ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
            signer.init(true, new ECPrivateKeyParameters(scalar, VerifyKey.P256.CURVE));
            BigInteger[] rs = signer.generateSignature(Sha256.of(input));
            byte[] signature = new byte[64];
            VerifyKey.P256.put(rs[0], signature, 0);
            VerifyKey.P256.put(rs[1], signature, 32);
            return signature;
        }

        @Override
        public String toString() {
            return "SealKey[" + verifyKey.keyId() + "]";
        }
    }
}
