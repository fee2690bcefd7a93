package io.snodo.ops.story.surfaces;

import io.snodo.ops.demo.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Looking again until something is to be seen, or too much time has passed. */
public final class Observe {
    /** Long beside what it takes, because the machine may be busy with other things. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration BETWEEN = Duration.ofMillis(150);

    private Observe() {}

    /** What {@code look} gave when it first satisfied {@code enough}. */
    public static <T> T until(String what, Supplier<T> look, Predicate<T> enough) {
        return until(PATIENCE, what, look, enough);
    }

    public static <T> T until(Duration patience, String what, Supplier<T> look, Predicate<T> enough) {
        Instant end = Instant.now().plus(patience);
        while (true) {
            T seen = look.get();
            if (enough.test(seen)) {
                return seen;
            }
            if (Instant.now().isAfter(end)) {
                throw new NotObserved(
                        "not observed within " + patience.toSeconds() + " s: " + what + "; last seen: " + seen);
            }
            Pause.of(BETWEEN);
        }
    }

    /** It must be so now. */
    public static void that(boolean so, String what) {
        if (!so) {
            throw new NotObserved("not so: " + what);
        }
    }
}
