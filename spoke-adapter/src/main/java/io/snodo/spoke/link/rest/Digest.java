package io.snodo.spoke.link.rest;

import io.snodo.messages.Sha256;
import java.util.Base64;

/** The Digest header (RFC 3230) as ModI wants it. */
final class Digest {
    private Digest() {}

    static String of(byte[] body) {
        return "SHA-256=" + Base64.getEncoder().encodeToString(Sha256.of(body));
    }
}
