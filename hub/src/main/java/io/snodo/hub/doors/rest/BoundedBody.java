package io.snodo.hub.doors.rest;

import io.snodo.messages.Json;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** Reads a body that may be too large or too slow, and holds no more of it than a message can have. */
record BoundedBody(Clock clock) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CHUNK = 16 * 1024;

    String read(InputStream body) {
        Octets octets = octets(body);
        return ascii(octets.bytes(), octets.length());
    }

    /** What need not be ASCII, as JSON is not. */
    String text(InputStream body) {
        Octets octets = octets(body);
        return new String(octets.bytes(), 0, octets.length(), StandardCharsets.UTF_8);
    }

    private record Octets(byte[] bytes, int length) {}

    private Octets octets(InputStream body) {
        Instant deadline = clock.instant().plus(PATIENCE);
        byte[] bytes = new byte[CHUNK];
        int length = 0;
        try {
            for (int read = body.read(bytes); read >= 0; read = body.read(bytes, length, bytes.length - length)) {
                length += read;
                if (length > Json.MAX_MESSAGE_BYTES) {
                    throw tooLarge();
                }
                if (clock.instant().isAfter(deadline)) {
                    throw incomplete();
                }
                if (length == bytes.length) {
                    bytes = Arrays.copyOf(bytes, Math.min(bytes.length * 4, Json.MAX_MESSAGE_BYTES + 1));
                }
            }
        } catch (IOException e) {
            throw incomplete(); // broken off, badly framed, or silent for longer than the connector waits
        }
        return new Octets(bytes, length);
    }

    private static String ascii(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] < 0) {
                throw new Refused(Refusal.of(RefusalCode.MESSAGE_MALFORMED, "not ASCII"));
            }
        }
        return new String(bytes, 0, length, StandardCharsets.US_ASCII).strip();
    }

    private static Refused tooLarge() {
        return new Refused(Refusal.of(RefusalCode.MESSAGE_TOO_LARGE));
    }

    private static Refused incomplete() {
        return new Refused(Refusal.of(RefusalCode.MESSAGE_MALFORMED, "the body did not come to its end"));
    }
}
