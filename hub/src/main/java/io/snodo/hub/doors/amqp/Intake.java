package io.snodo.hub.doors.amqp;

import io.snodo.hub.delivery.PassingFrames;
import io.snodo.hub.exchange.Decision;
import io.snodo.hub.exchange.Exchange;
import io.snodo.hub.exchange.Line;
import io.snodo.messages.Addresses;
import io.snodo.messages.MemberCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session with the broker. Messages are taken in portions and handed to the exchange in their order; several
 * portions are under way, so that one is verified while another is committed. Of a portion each member's part is answered
 * as soon as it is decided, and waits for nobody else's. Portions are acknowledged in order, when they are answered:
 * acknowledging the last message acknowledges all before it.
 */
final class Intake implements AutoCloseable {
    private static final int PORTION = 256;
    private static final int UNDER_WAY = 3;
    private static final long WAIT_MILLIS = 200;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final Exchange exchange;
    private final Answers answers;
    private final Line line = new Line();
    private final ClientSessionFactory connection;
    private final ClientSession session;
    private final BlockingQueue<ClientMessage> arrived = new ArrayBlockingQueue<>(PORTION);
    private final Semaphore room = new Semaphore(UNDER_WAY);
    /** In the order in which they were taken; not acknowledged yet. */
    private final Queue<Portion> underWay = new ConcurrentLinkedQueue<>();
    /** Bounded by what is under way. */
    private final BlockingQueue<Part> decided = new LinkedBlockingQueue<>();

    private volatile boolean broken;
    private long lookedAt = System.nanoTime();

    /** Messages taken together: the last of them, and how many members' parts are still to be answered. */
    record Portion(ClientMessage last, AtomicInteger unanswered) {}

    /** What one member has in a portion, with what the exchange makes of each. */
    record Part(Portion portion, List<Letter> letters, List<CompletableFuture<Decision>> decisions) {}

    private Intake(Exchange exchange, PassingFrames frames, ClientSessionFactory connection, ClientSession session) {
        this.exchange = exchange;
        this.answers = new Answers(frames);
        this.connection = connection;
        this.session = session;
    }

    static Intake open(ActiveMQConnectionFactory broker, Exchange exchange, PassingFrames frames)
            throws ActiveMQException {
        ClientSessionFactory connection = connect(broker);
        try {
            ClientSession session =
                    connection.createSession(broker.getUser(), broker.getPassword(), false, true, true, false, 0);
            Intake intake = new Intake(exchange, frames, connection, session);
            session.addFailureListener(new Broken(() -> intake.broken = true));
            ClientConsumer consumer = session.createConsumer(Addresses.TO_HUB);
            consumer.setMessageHandler(intake::arrive);
            session.start();
            return intake;
        } catch (ActiveMQException e) {
            connection.close();
            throw e;
        }
    }

    private static ClientSessionFactory connect(ActiveMQConnectionFactory broker) throws ActiveMQException {
        try {
            return broker.getServerLocator().createSessionFactory();
        } catch (ActiveMQException e) {
            throw e;
        } catch (Exception e) { // what the locator's own signature says
            throw new ActiveMQException("no connection to the broker", e, ActiveMQExceptionType.NOT_CONNECTED);
        }
    }

    /** Waits when there is no room, and the broker with it. */
    private void arrive(ClientMessage message) {
        try {
            arrived.put(message);
        } catch (InterruptedException e) {
            broken = true;
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when {@code stopped}, or when this intake is of no more use. */
    void drainUntil(CountDownLatch stopped) throws InterruptedException {
        Thread answering = Thread.ofPlatform().name("door-amqp-answers").start(this::answer);
        while (stopped.getCount() > 0 && !broken) {
            ClientMessage first = arrived.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS);
            if (first != null) {
                take(first);
            } else {
                checkThatTheBrokerKnowsUs();
            }
        }
        answering.interrupt();
        answering.join();
    }

    /** A broker that finds fault with a consumer takes it away and does not say so. */
    private void checkThatTheBrokerKnowsUs() {
        if (System.nanoTime() - lookedAt < LOOK_EVERY.toNanos()) {
            return;
        }
        lookedAt = System.nanoTime();
        try {
            if (session.queueQuery(SimpleString.of(Addresses.TO_HUB)).getConsumerCount() == 0) {
                LOG.error("the broker has taken the consumer away, opening again binding=amqp");
                broken = true;
            }
        } catch (ActiveMQException e) {
            broken = true;
        }
    }

    private void take(ClientMessage first) throws InterruptedException {
        List<ClientMessage> messages = new ArrayList<>();
        messages.add(first);
        arrived.drainTo(messages, PORTION - 1);
        while (!room.tryAcquire(WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
            if (broken) {
                return;
            }
        }
        Map<Optional<MemberCode>, List<Letter>> letters = new LinkedHashMap<>();
        for (ClientMessage message : messages) {
            Letter letter = Letter.read(message);
            letters.computeIfAbsent(letter.caller(), _ -> new ArrayList<>()).add(letter);
        }
        Portion portion = new Portion(messages.getLast(), new AtomicInteger(letters.size()));
        underWay.add(portion);
        letters.values().forEach(own -> submit(portion, own));
    }

    private void submit(Portion portion, List<Letter> letters) {
        List<CompletableFuture<Decision>> decisions =
                letters.stream().map(letter -> letter.submitTo(exchange, line)).toList();
        CompletableFuture.allOf(decisions.toArray(CompletableFuture[]::new))
                .thenRun(() -> decided.add(new Part(portion, letters, decisions)));
    }

    private void answer() {
        try {
            while (!broken) {
                Part part = decided.take();
                List<Decision> decisions =
                        part.decisions().stream().map(CompletableFuture::join).toList();
                if (decisions.stream().anyMatch(Answers::comeAgain)) {
                    broken = true; // and none of its later ones is decided: their line has been broken off
                } else {
                    answers.send(part.letters(), decisions);
                    part.portion().unanswered().decrementAndGet();
                    acknowledge();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ActiveMQException e) {
            broken = true;
        } catch (RuntimeException e) {
            LOG.error("answers cannot be given, opening again binding=amqp", e);
            broken = true;
        }
    }

    private void acknowledge() throws ActiveMQException {
        for (Portion first = underWay.peek();
                first != null && first.unanswered().get() == 0;
                first = underWay.peek()) {
            first.last().acknowledge();
            underWay.remove();
            room.release();
        }
    }

    /** What was not acknowledged goes back to the broker. */
    @Override
    public void close() {
        broken = true;
        arrived.clear(); // frees a handler that waits to put its message
        connection.close();
    }
}
