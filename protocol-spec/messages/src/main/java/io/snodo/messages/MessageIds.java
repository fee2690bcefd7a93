package io.snodo.messages;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/** Makes message ids: UUIDv7 (RFC 9562), so that they sort by the time they were made. */
public final class MessageIds {
    private static final SecureRandom RANDOM = new SecureRandom();

    private MessageIds() {}

    public static UUID next(Clock clock) {
        long random = RANDOM.nextLong();
        long high = clock.millis() << 16 | 0x7000 | random & 0x0FFF;
        long low = RANDOM.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
