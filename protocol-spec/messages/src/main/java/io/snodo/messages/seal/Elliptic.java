package io.snodo.messages.seal;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Makes elliptic keys those of Bouncy Castle, for signatures that go through the JDK's interfaces: with its own keys it
 * verifies P-256 several times faster than the JDK, and with the JDK's keys it is slower.
 */
public final class Elliptic {
    /** Registered nowhere: it is named where it is to be used. */
    public static final Provider PROVIDER = new BouncyCastleProvider();

    private Elliptic() {}

    public static boolean is(Key key) {
        return key.getAlgorithm().equals("EC");
    }

    public static PublicKey own(PublicKey key) {
        try {
            return KeyFactory.getInstance("EC", PROVIDER).generatePublic(new X509EncodedKeySpec(key.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no key of an elliptic curve that is known", e);
        }
    }

    public static PrivateKey own(PrivateKey key) {
        try {
            return KeyFactory.getInstance("EC", PROVIDER).generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no key of an elliptic curve that is known", e);
        }
    }
}
