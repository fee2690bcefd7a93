package io.snodo.ops.bench;

import io.snodo.ops.demo.Pause;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * Senders that each send over a way of their own, wait until the hub has one before the next, and have at most {@link
 * #IN_FLIGHT} messages between them and their recipient.
 */
final class Load {
    static final int IN_FLIGHT = 32;
    private static final Duration WARM = Duration.ofSeconds(1);
    private static final Duration DRAIN = Duration.ofSeconds(20);

    /** What goes over the wire, and by which id its arrival is known. */
    record Parcel(UUID id, String text) {}

    /** What sender number {@code i} sends next. */
    interface Supply extends IntFunction<Parcel> {}

    private final Path data;
    private final Sending.Way way;
    private final Arrivals arrivals;
    private final int senders;
    private volatile boolean sending = true;

    /** {@code data} is where the database is, whose processor time is counted. */
    Load(Path data, Sending.Way way, Arrivals arrivals, int senders) {
        this.data = data;
        this.way = way;
        this.arrivals = arrivals;
        this.senders = senders;
    }

    /** Sends for {@code each}, after a second that does not count, and returns when what was sent has arrived. */
    Measured run(Supply supply, Duration each) throws IOException, JMSException {
        List<Sending> open = new ArrayList<>();
        try {
            List<CompletableFuture<Void>> running = new ArrayList<>();
            for (int i = 0; i < senders; i++) {
                Sending sender = way.open();
                open.add(sender);
                int number = i;
                running.add(CompletableFuture.runAsync(
                        () -> send(sender, number, supply),
                        command -> Thread.ofPlatform().start(command)));
            }
            Pause.of(WARM);
            ProcessorTime before = ProcessorTime.now(data);
            arrivals.count(each.toNanos());
            Pause.of(each);
            ProcessorTime spent = ProcessorTime.now(data).since(before);
            sending = false;
            CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
            Measured measured = Measured.of(arrivals.latencies(), each.toNanos() / 1e9, spent);
            drain();
            return measured;
        } finally {
            open.forEach(Sending::close);
        }
    }

    private void send(Sending sender, int number, Supply supply) {
        Semaphore room = new Semaphore(IN_FLIGHT);
        try {
            while (sending) {
                if (!room.tryAcquire(100, TimeUnit.MILLISECONDS)) {
                    continue;
                }
                long began = System.nanoTime();
                Parcel parcel = supply.apply(number);
                arrivals.leaves(parcel.id(), room, began);
                sender.send(parcel);
            }
        } catch (IOException | JMSException e) {
            throw new IllegalStateException("sender " + number + " cannot send: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void drain() {
        long end = System.nanoTime() + DRAIN.toNanos();
        while (arrivals.underWay() > 0 && System.nanoTime() < end) {
            Pause.of(Duration.ofMillis(20));
        }
        if (arrivals.underWay() > 0) {
            System.err.println("  " + arrivals.underWay() + " messages had not arrived " + DRAIN.toSeconds()
                    + " s after the last was sent");
        }
        arrivals.forget();
    }
}
