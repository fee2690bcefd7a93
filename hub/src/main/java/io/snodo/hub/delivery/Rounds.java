package io.snodo.hub.delivery;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work for one member, step after step, on a virtual thread while there is any. After a step that failed it pauses, longer
 * each time.
 */
public final class Rounds {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final String name;
    private final Supplier<Step> steps;
    private final Duration first;
    private final Duration longest;
    private final AtomicInteger rings = new AtomicInteger();
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** How a step ended. */
    public enum Step {
        /** There may be more. */
        DONE,
        /** Until somebody rings. */
        NOTHING_LEFT,
        FAILED
    }

    public Rounds(String name, Supplier<Step> steps, Duration firstPause, Duration longestPause) {
        this.name = name;
        this.steps = steps;
        this.first = firstPause;
        this.longest = longestPause;
    }

    /** There is work. Never blocks. */
    public void ring() {
        if (rings.getAndIncrement() == 0 && stopped.getCount() > 0) {
            Thread.ofVirtual().name(name).start(this::work);
        }
    }

    /** A step under way is ended by its own time-outs, and no other begins. */
    public void stop() {
        stopped.countDown();
    }

    private void work() {
        try {
            int heard;
            do {
                heard = rings.get();
                untilNothingIsLeft();
            } while (!rings.compareAndSet(heard, 0));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void untilNothingIsLeft() throws InterruptedException {
        int failures = 0;
        while (stopped.getCount() > 0) {
            switch (step()) {
                case DONE -> failures = 0;
                case NOTHING_LEFT -> {
                    return;
                }
                case FAILED -> {
                    boolean end = stopped.await(pause(failures++), TimeUnit.MILLISECONDS);
                    if (end) {
                        return;
                    }
                }
            }
        }
    }

    private Step step() {
        try {
            return steps.get();
        } catch (RuntimeException | Error e) { // a fault of ours must not end the lane
            LOG.error("step broke lane={}", name, e);
            return Step.FAILED;
        }
    }

    /** As a lane's: exponential with a cap, and between half and all of it by chance. */
    private long pause(int failures) {
        long full = Math.min(longest.toMillis(), first.toMillis() << Math.min(failures, 20));
        return full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1);
    }
}
