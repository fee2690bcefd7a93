package io.snodo.ops.bench;

import io.snodo.messages.Addresses;
import io.snodo.ops.demo.Pause;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * Senders that each send durably over a connection of their own, wait for the broker's accept before the next, and have
 * at most {@link #IN_FLIGHT} messages between them and their recipient.
 */
final class Load {
    static final int IN_FLIGHT = 32;
    private static final Duration WARM = Duration.ofSeconds(1);
    private static final Duration DRAIN = Duration.ofSeconds(20);

    /** What goes over the wire, and by which id its arrival is known. */
    record Parcel(UUID id, String text) {}

    /** What sender number {@code i} sends next. */
    interface Supply extends IntFunction<Parcel> {}

    private final Ground ground;
    private final Arrivals arrivals;
    private final int senders;
    private volatile boolean sending = true;

    Load(Ground ground, Arrivals arrivals, int senders) {
        this.ground = ground;
        this.arrivals = arrivals;
        this.senders = senders;
    }

    /** Sends for {@code each}, after a second that does not count, and returns when what was sent has arrived. */
    Measured run(Supply supply, Duration each) throws JMSException {
        List<Connection> connections = new ArrayList<>();
        try {
            List<CompletableFuture<Void>> running = new ArrayList<>();
            for (int i = 0; i < senders; i++) {
                Connection connection = ground.connectAsSender();
                connections.add(connection);
                int number = i;
                running.add(CompletableFuture.runAsync(
                        () -> send(connection, number, supply),
                        command -> Thread.ofPlatform().start(command)));
            }
            Pause.of(WARM);
            ProcessorTime before = ProcessorTime.now(ground.data());
            arrivals.count(each.toNanos());
            Pause.of(each);
            ProcessorTime spent = ProcessorTime.now(ground.data()).since(before);
            sending = false;
            CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
            Measured measured = Measured.of(arrivals.latencies(), each.toNanos() / 1e9, spent);
            drain();
            return measured;
        } finally {
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    private void send(Connection connection, int number, Supply supply) {
        Semaphore room = new Semaphore(IN_FLIGHT);
        try (Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
                MessageProducer producer = session.createProducer(session.createQueue(Addresses.TO_HUB))) {
            producer.setDeliveryMode(DeliveryMode.PERSISTENT);
            producer.setDisableMessageTimestamp(true);
            while (sending) {
                if (!room.tryAcquire(100, TimeUnit.MILLISECONDS)) {
                    continue;
                }
                long began = System.nanoTime();
                Parcel parcel = supply.apply(number);
                BytesMessage message = session.createBytesMessage();
                message.writeBytes(parcel.text().getBytes(StandardCharsets.US_ASCII));
                message.setJMSCorrelationID(parcel.id().toString());
                arrivals.leaves(parcel.id(), room, began);
                producer.send(message);
            }
        } catch (JMSException e) {
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
