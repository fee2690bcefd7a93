package io.snodo.messages;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** SHA-256 (FIPS 180-4), by which seals, receipts, evidence and contents are named. */
public final class Sha256 {
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private Sha256() {}

    public static byte[] of(byte[] octets) {
        return begin().digest(octets);
    }

    /** In base64url without padding, as messages say it. */
    public static String base64Url(byte[] octets) {
        return URL.encodeToString(of(octets));
    }

    /** In hexadecimal digits, as certificates are named. */
    public static String hex(byte[] octets) {
        return HexFormat.of().formatHex(of(octets));
    }

    /** For octets that come piece by piece. */
    public static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
