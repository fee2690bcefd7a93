package io.snodo.spoke.link;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long the link waits before it tries again, and before it complains.
 *
 * @param firstTry after a message was sent and the hub has not recorded it; doubles with each attempt
 * @param longestTry the cap on that
 * @param firstAlarm after which an answer is overdue; the alarm comes again and again, at doubling distances
 * @param longestAlarm the cap on that
 */
public record Patience(Duration firstTry, Duration longestTry, Duration firstAlarm, Duration longestAlarm) {
    public static final Patience DEFAULT =
            new Patience(Duration.ofSeconds(3), Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofHours(1));

    /** The wait after attempt number {@code attempt}, from 1, with jitter: half of it is certain, half is chance. */
    public Duration beforeTry(int attempt) {
        long whole = doubled(firstTry, attempt, longestTry);
        return Duration.ofMillis(whole / 2 + ThreadLocalRandom.current().nextLong(whole / 2 + 1));
    }

    /** The wait after alarm number {@code alarm}, from 1. */
    public Duration beforeAlarm(int alarm) {
        return Duration.ofMillis(doubled(firstAlarm, alarm, longestAlarm));
    }

    private static long doubled(Duration first, int times, Duration cap) {
        return Math.min(cap.toMillis(), first.toMillis() << Math.min(Math.max(times - 1, 0), 20));
    }
}
