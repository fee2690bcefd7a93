package io.snodo.envelopes;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** From when to when an envelope is good, by its sender's clock; within the tolerances that ModI's gateways keep. */
record Lifetime(Instant created, Instant expires) {
    private static final Duration OLDEST = Duration.ofMinutes(5);
    private static final Duration AHEAD = Duration.ofSeconds(5);

    static Optional<Lifetime> of(SecurityHeader header) {
        try {
            return Optional.of(new Lifetime(
                    instant(header.timestampText("Created").orElse("")),
                    instant(header.timestampText("Expires").orElse(""))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    boolean holds(Instant now) {
        return !created.isBefore(now.minus(OLDEST))
                && !created.isAfter(now.plus(AHEAD))
                && expires.isAfter(now)
                && !expires.isAfter(created.plus(OLDEST));
    }
}
