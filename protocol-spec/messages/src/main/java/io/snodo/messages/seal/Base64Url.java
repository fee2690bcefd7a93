package io.snodo.messages.seal;

import java.util.Arrays;
import java.util.Base64;

/** base64url as RFC 7515 wants it, without padding; one spelling for each value, so that no other text has the same seal. */
public final class Base64Url {
    private Base64Url() {}

    public static String encode(byte[] bytes) {
        return VerifyKey.URL.encodeToString(bytes);
    }

    /** Throws {@link IllegalArgumentException} for any other spelling. */
    public static byte[] decode(String text) {
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        // three octets have one spelling, so that only padding and what is left at the end can differ
        int left = bytes.length % 3;
        String end = encode(Arrays.copyOfRange(bytes, bytes.length - left, bytes.length));
        if (text.length() != bytes.length / 3 * 4 + end.length() || !text.endsWith(end)) {
            throw new IllegalArgumentException("not base64url in its one spelling");
        }
        return bytes;
    }
}
