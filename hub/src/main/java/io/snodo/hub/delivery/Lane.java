package io.snodo.hub.delivery;

import io.snodo.hub.exchange.Outgoing;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One member's way out, kept in order. A lane is live while nothing older waits in the database: then what has just been
 * committed is put from memory. Otherwise it is behind, what is fresh is left to the database, and the lane is swept
 * from there in order until it is live again. Used by one thread.
 */
final class Lane {
    private boolean live;
    private int failures;
    private Instant due;
    private long last;

    /** Behind until the database has been asked: an earlier process may have left something. */
    Lane(Instant now) {
        this.due = now;
    }

    /** Whether {@code fresh} may be put from memory. What a sweep has put already is not put again. */
    boolean takes(Outgoing fresh) {
        return live && fresh.id() > last;
    }

    boolean sweepDue(Instant now) {
        return !live && !due.isAfter(now);
    }

    /** Something older than what is in memory waits in the database. */
    void fallBehind(Instant now) {
        if (live) {
            live = false;
            due = now;
        }
    }

    /** @param exhausted whether the database holds no more for this lane */
    void put(long upTo, boolean exhausted, Instant now) {
        last = Math.max(last, upTo);
        failures = 0;
        live = exhausted;
        due = now;
    }

    void failed(Instant now, Duration first, Duration longest) {
        live = false;
        due = now.plus(pause(failures++, first, longest));
    }

    /** Exponential with a cap, and between half and all of it by chance, so that lanes do not come back in step. */
    private static Duration pause(int failures, Duration first, Duration longest) {
        long full = Math.min(longest.toMillis(), first.toMillis() << Math.min(failures, 20));
        return Duration.ofMillis(full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1));
    }
}
