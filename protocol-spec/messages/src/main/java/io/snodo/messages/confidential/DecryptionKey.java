package io.snodo.messages.confidential;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.util.Arrays;

/** The private half of an {@link EncryptionKey}; only the member itself has it, never the hub. */
public record DecryptionKey(PrivateKey key, EncryptionKey encryptionKey) {
    /** Fails if the two do not belong together: found out now, and not when the first message cannot be read. */
    public DecryptionKey {
        try {
            Curve curve = encryptionKey.curve();
            KeyPair other = curve.generate();
            if (!Arrays.equals(
                    curve.agree(key, other.getPublic()), curve.agree(other.getPrivate(), encryptionKey.key()))) {
                throw new IllegalArgumentException("the private key does not belong to the certificate");
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the private key is of another kind than the certificate's", e);
        }
    }

    /** A new pair on X25519. */
    public static DecryptionKey generate() {
        try {
            KeyPair pair = Curve.X25519.generate();
            return new DecryptionKey(pair.getPrivate(), EncryptionKey.of(pair.getPublic()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has X25519", e);
        }
    }

    @Override
    public String toString() {
        return "DecryptionKey[" + encryptionKey.keyId() + "]";
    }
}
