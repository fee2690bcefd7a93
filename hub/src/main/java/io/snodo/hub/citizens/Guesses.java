package io.snodo.hub.citizens;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts wrong guesses, for each number and for each client, and makes the next one wait ever longer. A code has 49
 * bits: what is left to a guesser here would take longer than any ticket lives. Each node of the hub counts for itself.
 */
final class Guesses {
    private static final Duration MEMORY = Duration.ofHours(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    /** Beyond it the longest unused are forgotten, so that guessing cannot fill the memory. */
    private static final int REMEMBERED = 20_000;

    private final Clock clock;
    private final Tally numbers = new Tally(5);
    private final Tally clients = new Tally(20);

    Guesses(Clock clock) {
        this.clock = clock;
    }

    /** How long this guess has to wait; empty if it may be made now. */
    synchronized Optional<Duration> mustWait(String number, String client) {
        Instant now = clock.instant();
        Duration wait = numbers.wait(number, now).compareTo(clients.wait(client, now)) > 0
                ? numbers.wait(number, now)
                : clients.wait(client, now);
        return wait.isPositive() ? Optional.of(wait) : Optional.empty();
    }

    synchronized void wrong(String number, String client) {
        Instant now = clock.instant();
        numbers.count(number, now);
        clients.count(client, now);
    }

    /** A right one shows that its client knows what it is doing; it clears the number and not the client. */
    synchronized void right(String number) {
        numbers.counts.remove(number);
    }

    /** Wrong guesses of a key: the first few are free, then the wait doubles from half a minute on. */
    private static final class Tally {
        private final int free;
        private final Map<String, Count> counts = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
                return size() > REMEMBERED;
            }
        };

        Tally(int free) {
            this.free = free;
        }

        Duration wait(String key, Instant now) {
            Count count = counts.get(key);
            if (count == null || count.wrong < free || count.isForgotten(now)) {
                return Duration.ZERO;
            }
            Duration penalty = Duration.ofSeconds(30L << Math.min(count.wrong - free, 5));
            Duration wait = penalty.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : penalty;
            return Duration.between(now, count.last.plus(wait));
        }

        void count(String key, Instant now) {
            counts.compute(
                    key,
                    (_, before) -> before == null || before.isForgotten(now)
                            ? new Count(1, now)
                            : new Count(before.wrong + 1, now));
        }
    }

    private record Count(int wrong, Instant last) {
        boolean isForgotten(Instant now) {
            return !now.isBefore(last.plus(MEMORY));
        }
    }
}
