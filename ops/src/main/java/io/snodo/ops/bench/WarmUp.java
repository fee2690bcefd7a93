package io.snodo.ops.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** Says when the JVM has compiled what is hot: when its compilers need less than a tenth of a processor, or in the end. */
final class WarmUp {
    static final Duration STEP = Duration.ofSeconds(4);
    static final Duration LONGEST = Duration.ofSeconds(100);
    /** After another binding has been measured. */
    static final Duration ONCE_WARM = Duration.ofSeconds(40);

    private static final double CALM = 0.1;

    private final Duration longest;
    private final long began = System.nanoTime();
    private long stepBegan = began;
    private long compiledMillis = compiled();
    private double share = 1;

    private WarmUp(Duration longest) {
        this.longest = longest;
    }

    static WarmUp begin(Duration longest) {
        return new WarmUp(longest);
    }

    Duration longest() {
        return longest;
    }

    /** Whether another step is needed after the one that has just ended. */
    boolean goesOn() {
        long now = System.nanoTime();
        long millis = compiled();
        share = (millis - compiledMillis) * 1e6 / (now - stepBegan);
        stepBegan = now;
        compiledMillis = millis;
        return share > CALM && now - began < longest.toNanos();
    }

    private static long compiled() {
        return ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
    }

    @Override
    public String toString() {
        return "Warmed up for %d s; compilers still take %.0f %% of a processor."
                .formatted((System.nanoTime() - began) / 1_000_000_000, share * 100);
    }
}
