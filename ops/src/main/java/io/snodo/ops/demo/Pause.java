package io.snodo.ops.demo;

import java.time.Duration;

/** Waiting between two looks at another process, which can tell us nothing by itself. */
public final class Pause {
    private Pause() {}

    public static void of(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("interrupted while waiting", e);
        }
    }
}
