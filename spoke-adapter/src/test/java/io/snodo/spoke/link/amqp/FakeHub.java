package io.snodo.spoke.link.amqp;

import io.snodo.messages.Addresses;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.body.MemberHello;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.Receipt;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.refusal.Refusal;
import io.snodo.spoke.link.Notary;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.apache.qpid.jms.JmsConnectionFactory;

/** Plays the hub behind a broker: stamps or refuses what spokes say, delivers what the test wants, remembers receipts. */
final class FakeHub implements AutoCloseable {
    final Notary notary;
    /** What was said about tickets, each message once, in the order of first arrival. */
    final List<Message> heard = new CopyOnWriteArrayList<>();
    /** Sealed messages as they came, repeats included. */
    final List<String> arrived = new CopyOnWriteArrayList<>();

    final Map<UUID, List<Receipt.Level>> receipts = new ConcurrentHashMap<>();
    volatile Function<Message, Optional<Refusal>> refusing = _ -> Optional.empty();
    volatile boolean silent;

    private final Connection connection;
    private final Session session;
    private final Map<MemberCode, MessageProducer> producers = new HashMap<>();
    private final Thread thread;
    private final List<Runnable> orders = new ArrayList<>();
    private final MemberCode spoke;

    FakeHub(URI url, Notary notary, MemberCode spoke) throws JMSException {
        this.notary = notary;
        this.spoke = spoke;
        connection = new JmsConnectionFactory(
                        "failover:(" + url
                                + ")?failover.maxReconnectAttempts=-1&failover.reconnectDelay=50&failover.maxReconnectDelay=500")
                .createConnection();
        session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(session.createQueue(Addresses.TO_HUB));
        connection.start();
        thread = Thread.ofPlatform().daemon().name("fake-hub").start(() -> run(consumer));
    }

    /** Puts a frame on the spoke's address, durable if it is a delivery; returns when the hub's thread has it in hand. */
    void put(Frame frame) {
        synchronized (orders) {
            orders.add(() -> send(frame));
        }
    }

    private void run(MessageConsumer consumer) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                jakarta.jms.Message message = consumer.receive(20);
                if (message != null) {
                    hear(new String(message.getBody(byte[].class), StandardCharsets.US_ASCII));
                }
                List<Runnable> todo;
                synchronized (orders) {
                    todo = List.copyOf(orders);
                    orders.clear();
                }
                todo.forEach(Runnable::run);
            }
        } catch (JMSException | IllegalStateException e) {
            if (!Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("the fake hub failed", e);
            }
        }
    }

    private void hear(String jws) {
        arrived.add(jws);
        Message message = notary.open(jws).orElseThrow();
        if (message.content() instanceof Receipt receipt) {
            receipt.entries()
                    .forEach(e -> receipts.computeIfAbsent(e.message(), _ -> new CopyOnWriteArrayList<>())
                            .add(e.level()));
            return;
        }
        if (message.content() instanceof MemberHello) {
            send(notary.registry(1, Notary.VENEZIA, Notary.PARMA));
            return;
        }
        Optional<Refusal> refusal = refusing.apply(message);
        if (refusal.isPresent()) {
            send(new Frame.Refused(message.id(), null, refusal.get().problem(null)));
            return;
        }
        if (!notary.knows(jws) && message.content() instanceof NoteAdd) {
            heard.add(message);
        }
        Stamp stamp = notary.stamp(jws);
        if (!silent) {
            send(new Frame.Receipts(List.of(stamp)));
        }
    }

    private void send(Frame frame) {
        try {
            MessageProducer producer = producers.get(spoke);
            if (producer == null) {
                producer = session.createProducer(session.createQueue(Addresses.of(spoke)));
                producers.put(spoke, producer);
            }
            BytesMessage message = session.createBytesMessage();
            message.writeBytes(Json.MAPPER.writerFor(Frame.class).writeValueAsBytes(frame));
            boolean durable = frame instanceof Frame.Delivery;
            producer.send(message, durable ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT, 4, 0);
        } catch (JMSException e) {
            throw new IllegalStateException("the fake hub cannot send", e);
        }
    }

    @Override
    public void close() throws JMSException {
        thread.interrupt();
        connection.close();
    }
}
