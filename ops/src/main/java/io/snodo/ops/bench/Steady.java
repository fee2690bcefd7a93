package io.snodo.ops.bench;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A quiet member that says something at fixed times, whatever has become of what it said before: who would wait for the
 * answer first would not notice how long he waits.
 */
final class Steady implements AutoCloseable {
    /** Each with a way of its own to the hub, so that one that waits keeps no other from its time. */
    private static final int MOUTHS = 8;

    private static final int NO_BOUND = 1_000_000;

    private final List<Sending> ways = new ArrayList<>();
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(MOUTHS);
    private final Notes notes;
    private final Arrivals stamped;
    private final Arrivals delivered;
    private final boolean answered;
    private final AtomicInteger failed = new AtomicInteger();

    /** {@code answered}: where {@link Sending#send} returns, the sender has its receipt. */
    Steady(Sending.Way way, Notes notes, Arrivals stamped, Arrivals delivered, boolean answered)
            throws IOException, JMSException {
        for (int i = 0; i < MOUTHS; i++) {
            ways.add(way.open());
        }
        this.notes = notes;
        this.stamped = stamped;
        this.delivered = delivered;
        this.answered = answered;
    }

    /** So many a second from now on. */
    void speak(int perSecond) {
        long each = TimeUnit.SECONDS.toNanos(MOUTHS) / perSecond;
        for (int i = 0; i < MOUTHS; i++) {
            int mouth = i;
            long[] next = {System.nanoTime() + each * i / MOUTHS};
            clock.scheduleAtFixedRate(
                    () -> {
                        say(mouth, next[0]);
                        next[0] += each;
                    },
                    each * i / MOUTHS,
                    each,
                    TimeUnit.NANOSECONDS);
        }
    }

    private void say(int mouth, long due) {
        Load.Parcel parcel = notes.next(mouth);
        Semaphore room = new Semaphore(NO_BOUND);
        stamped.leaves(parcel.id(), room, due);
        delivered.leaves(parcel.id(), room, due);
        try {
            ways.get(mouth).send(parcel);
            if (answered) {
                stamped.arrived(parcel.id());
            }
        } catch (IOException | JMSException e) {
            failed.incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How often a message could not be sent at all. */
    int failed() {
        return failed.get();
    }

    @Override
    public void close() throws InterruptedException {
        clock.shutdownNow();
        clock.awaitTermination(Duration.ofSeconds(20).toSeconds(), TimeUnit.SECONDS);
        ways.forEach(Sending::close);
    }
}
