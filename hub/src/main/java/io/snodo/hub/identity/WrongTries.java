package io.snodo.hub.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts wrong tries at a secret, by whatever key they are told apart, and makes the next one wait: some are free, then
 * the wait doubles up to a quarter of an hour; after an hour of quiet all is forgotten. Each node of the hub counts for
 * itself.
 */
public final class WrongTries {
    private static final Duration MEMORY = Duration.ofHours(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    /** Beyond it the longest unused are forgotten, so that guessing cannot fill the memory. */
    private static final int REMEMBERED = 20_000;

    private final int free;
    private final Duration firstWait;
    private final Duration longestWait;
    private final Map<String, Count> counts = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > REMEMBERED;
        }
    };

    public WrongTries(int free, Duration firstWait) {
        this(free, firstWait, LONGEST_WAIT);
    }

    public WrongTries(int free, Duration firstWait, Duration longestWait) {
        this.free = free;
        this.firstWait = firstWait;
        this.longestWait = longestWait;
    }

    /** How long a try has to wait; not positive if it may be made now. */
    public synchronized Duration wait(String key, Instant now) {
        Count count = counts.get(key);
        if (count == null || count.wrong < free || count.isForgotten(now)) {
            return Duration.ZERO;
        }
        Duration penalty = firstWait.multipliedBy(1L << Math.min(count.wrong - free, 20));
        Duration wait = penalty.compareTo(longestWait) > 0 ? longestWait : penalty;
        return Duration.between(now, count.last.plus(wait));
    }

    public synchronized void count(String key, Instant now) {
        counts.compute(
                key,
                (_, before) -> before == null || before.isForgotten(now)
                        ? new Count(1, now)
                        : new Count(before.wrong + 1, now));
    }

    /** Whether there were wrong tries that are not forgotten. */
    public synchronized boolean hasCounted(String key, Instant now) {
        Count count = counts.get(key);
        return count != null && !count.isForgotten(now);
    }

    /**
     * The same as {@link #wait}, and where the try may be made it counts as wrong at once, until {@link #forget} says that
     * it was right: so a hundred made at the same time are not a hundred free ones.
     */
    public synchronized Duration waitOrCount(String key, Instant now) {
        Duration wait = wait(key, now);
        if (!wait.isPositive()) {
            count(key, now);
        }
        return wait;
    }

    /** Returns how many wrong tries are forgotten with it. */
    public synchronized int forget(String key) {
        Count count = counts.remove(key);
        return count == null ? 0 : count.wrong;
    }

    /** Takes some back, which were mistakes and no guesses. */
    public synchronized void forgive(String key, int wrong) {
        counts.computeIfPresent(
                key, (_, count) -> count.wrong <= wrong ? null : new Count(count.wrong - wrong, count.last));
    }

    private record Count(int wrong, Instant last) {
        boolean isForgotten(Instant now) {
            return !now.isBefore(last.plus(MEMORY));
        }
    }
}
