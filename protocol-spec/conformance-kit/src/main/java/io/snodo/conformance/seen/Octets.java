package io.snodo.conformance.seen;

import io.snodo.messages.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The content of a file, as a case writes it: {@code riga.*500} is the same text five hundred times. */
public final class Octets {
    private static final Pattern WRITTEN = Pattern.compile("(.+)\\*(\\d{1,7})");

    private final byte[] all;

    private Octets(byte[] all) {
        this.all = all;
    }

    public static Octets of(String written) {
        Matcher matcher = WRITTEN.matcher(written);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a content is written TEXT*N, and not " + written);
        }
        return new Octets(
                matcher.group(1).repeat(Integer.parseInt(matcher.group(2))).getBytes(StandardCharsets.UTF_8));
    }

    /** From the octet of that number on, up to that of {@code to}, which is not in it; to the end where that is less. */
    public byte[] part(int from, int to) {
        return Arrays.copyOfRange(all, from, to < 0 ? all.length : to);
    }

    /** As an offer says it. */
    public String digest() {
        return Sha256.base64Url(all);
    }

    /** As the header {@code Digest} says it. */
    public String header() {
        return "SHA-256=" + Base64.getEncoder().encodeToString(Sha256.of(all));
    }
}
