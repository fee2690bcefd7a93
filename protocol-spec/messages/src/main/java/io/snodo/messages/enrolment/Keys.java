package io.snodo.messages.enrolment;

import io.snodo.messages.seal.VerifyKey;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;

/** Which keys are taken for what (ST-692). */
final class Keys {
    private static final int WEAKEST_RSA = 2048;
    private static final int STRONGEST_RSA = 4096;
    private static final BigInteger F4 = BigInteger.valueOf(65537);

    private Keys() {}

    static boolean suits(PublicKey key, Purpose purpose) {
        return switch (purpose) {
            case LINK -> isCurve(key, 256) || isCurve(key, 384) || isStrongRsa(key);
            case SIGNATURE -> isCurve(key, 256) || isStrongRsa(key);
            case SEAL -> isSealKey(key);
            case ENCRYPTION -> false;
        };
    }

    private static boolean isStrongRsa(PublicKey key) {
        return key instanceof RSAPublicKey rsa
                && rsa.getModulus().bitLength() >= WEAKEST_RSA
                && rsa.getModulus().bitLength() <= STRONGEST_RSA
                && rsa.getPublicExponent().equals(F4);
    }

    /** Of the curves that are known by that size only NIST's are in use in TLS. */
    private static boolean isCurve(PublicKey key, int bits) {
        return key instanceof ECPublicKey ec
                && ec.getParams() != null
                && ec.getParams().getOrder().bitLength() == bits
                && ec.getParams().toString().contains(bits == 256 ? "secp256r1" : "secp384r1");
    }

    private static boolean isSealKey(PublicKey key) {
        try {
            return !VerifyKey.of(key).keyId().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
