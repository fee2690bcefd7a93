package io.snodo.hub.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Closes secrets before they are stored, so that who reads the database, or a copy of it, has none of them. */
final class ClosedSecrets {
    static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKey closing;
    private final SecretKey marking;

    ClosedSecrets(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key of " + KEY_BYTES + " octets is wanted");
        }
        this.closing = new SecretKeySpec(mac(new SecretKeySpec(key, "HmacSHA256"), "second factor: close"), "AES");
        this.marking =
                new SecretKeySpec(mac(new SecretKeySpec(key, "HmacSHA256"), "second factor: mark"), "HmacSHA256");
    }

    /** {@code whose} has to be the same when it is opened: nobody's row serves for another. */
    byte[] close(byte[] secret, String whose) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] closed = cipher(Cipher.ENCRYPT_MODE, nonce, whose).doFinal(secret);
            return ByteBuffer.allocate(nonce.length + closed.length)
                    .put(nonce)
                    .put(closed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    /** Empty where it was closed with another key, or for another. */
    Optional<byte[]> open(byte[] closed, String whose) {
        ByteBuffer octets = ByteBuffer.wrap(closed);
        byte[] nonce = new byte[NONCE_BYTES];
        octets.get(nonce);
        byte[] rest = new byte[octets.remaining()];
        octets.get(rest);
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, nonce, whose).doFinal(rest));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /** By which something is known again that nobody can find out from it. */
    byte[] mark(String secret, String whose) {
        return mac(marking, whose + "\n" + secret);
    }

    private Cipher cipher(int mode, byte[] nonce, String whose) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, closing, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(whose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] mac(SecretKey key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
