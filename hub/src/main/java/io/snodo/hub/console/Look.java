package io.snodo.hub.console;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One look for all who want to see the same within a moment: fifty open pages cost the database as much as one. */
final class Look<T> {
    private final Duration lasts;
    private final Supplier<T> look;
    private @Nullable T seen;
    private long seenAt;

    Look(Duration lasts, Supplier<T> look) {
        this.lasts = lasts;
        this.look = look;
    }

    /** Whoever comes while somebody looks waits for the same answer. */
    synchronized T seen() {
        T known = seen;
        if (known == null || System.nanoTime() - seenAt >= lasts.toNanos()) {
            known = look.get();
            seen = known;
            seenAt = System.nanoTime();
        }
        return known;
    }

    /** For whoever has just changed something and wants to see it. */
    synchronized void again() {
        seen = null;
    }
}
