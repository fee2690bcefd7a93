package io.snodo.messages.seal;

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
        if (!encode(bytes).equals(text)) {
            throw new IllegalArgumentException("not base64url in its one spelling");
        }
        return bytes;
    }
}
