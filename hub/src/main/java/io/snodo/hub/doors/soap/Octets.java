package io.snodo.hub.doors.soap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Reads what may be too long or too slow; never more than one octet past the limit. */
final class Octets {
    private Octets() {}

    /** Empty if it did not come to its end in time. */
    static Optional<byte[]> read(InputStream in, int most, Duration patience, Clock clock) {
        Instant deadline = clock.instant().plus(patience);
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] chunk = new byte[16 * 1024];
        try {
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                read.write(chunk, 0, length);
                if (read.size() > most) {
                    return Optional.of(read.toByteArray());
                }
                if (clock.instant().isAfter(deadline)) {
                    return Optional.empty();
                }
            }
            return Optional.of(read.toByteArray());
        } catch (IOException e) {
            return Optional.empty(); // broken off, badly framed, or silent for longer than the connector waits
        }
    }
}
