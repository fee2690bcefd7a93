package io.snodo.messages.confidential;

import io.snodo.messages.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** How the key that wraps comes from what two curves agree on: Concat KDF with SHA-256 in one round (RFC 7518, 4.6.2). */
final class KeyWrapping {
    static final String ALGORITHM = "ECDH-ES+A256KW";
    private static final int BITS = 256;

    private KeyWrapping() {}

    static byte[] derive(byte[] agreed) {
        byte[] algorithm = ALGORITHM.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer input = ByteBuffer.allocate(4 + agreed.length + 4 + algorithm.length + 4 + 4 + 4);
        input.putInt(1).put(agreed).putInt(algorithm.length).put(algorithm);
        input.putInt(0).putInt(0).putInt(BITS); // no apu, no apv
        return Sha256.of(input.array());
    }
}
