package io.snodo.conformance.letters;

import io.snodo.conformance.seen.Scene.Sent;
import io.snodo.conformance.wire.Wire.Manner;
import java.nio.charset.StandardCharsets;

/** A message ready to be sent, sealed and perhaps spoiled. */
public record Letter(Sent sent, Manner manner) {
    public byte[] octets() {
        return sent.jws().getBytes(StandardCharsets.US_ASCII);
    }
}
