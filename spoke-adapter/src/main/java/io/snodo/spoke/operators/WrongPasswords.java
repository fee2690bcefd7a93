package io.snodo.spoke.operators;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How long the next try at a login has to wait, for each account and address. Five in a row are free, which is what
 * somebody with caps lock on needs; then five seconds, twice as long each time, up to a quarter of an hour: who mistypes
 * hardly notices, and who guesses has about a hundred tries a day. Not for the account alone, or a stranger could keep a
 * colleague out.
 */
final class WrongPasswords {
    private static final int FREE = 5;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final Duration MEMORY = Duration.ofHours(1);
    /** Beyond it the longest unused are forgotten, so that guessing cannot fill the memory. */
    static final int REMEMBERED = 10_000;

    private final Clock clock;
    private final Map<String, Count> counts = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > REMEMBERED;
        }
    };

    WrongPasswords(Clock clock) {
        this.clock = clock;
    }

    private record Count(int wrong, Instant last) {}

    /**
     * How long this try has to wait. If it need not, it counts as wrong until it proves {@link #right}: so a hundred made
     * at the same time are not a hundred free ones.
     */
    synchronized Duration next(String key) {
        Instant now = clock.instant();
        Count before = counts.get(key);
        if (before == null || !now.isBefore(before.last.plus(MEMORY))) {
            before = new Count(0, now);
        }
        Duration wait = Duration.between(now, before.last.plus(penalty(before.wrong)));
        if (wait.isPositive()) {
            return wait;
        }
        counts.put(key, new Count(before.wrong + 1, now));
        return Duration.ZERO;
    }

    synchronized void right(String key) {
        counts.remove(key);
    }

    synchronized int remembered() {
        return counts.size();
    }

    private static Duration penalty(int wrong) {
        if (wrong < FREE) {
            return Duration.ZERO;
        }
        Duration doubled = FIRST_WAIT.multipliedBy(1L << Math.min(wrong - FREE, 20));
        return doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
    }
}
