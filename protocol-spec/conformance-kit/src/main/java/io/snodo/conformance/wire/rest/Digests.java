package io.snodo.conformance.wire.rest;

import io.snodo.messages.Sha256;
import java.util.Base64;

/** The Digest header (RFC 3230). */
public final class Digests {
    private Digests() {}

    public static String of(byte[] body) {
        return "SHA-256=" + Base64.getEncoder().encodeToString(Sha256.of(body));
    }
}
