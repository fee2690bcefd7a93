package io.snodo.ops.story.surfaces;

import io.snodo.messages.Addresses;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.receipt.Frame;
import io.snodo.ops.authority.MutualTls;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.qpid.jms.JmsConnectionFactory;

/**
 * The protocol's AMQP binding in a member's own name, by a client that is not ours. Its spoke must not be running: they
 * would take each other's answers. Deliveries are left where they are, so the spoke finds them when it comes back.
 */
public final class Wire implements AutoCloseable {
    /** AMQP's own acknowledgement of single messages, which Jakarta Messaging has no number for. */
    private static final int INDIVIDUAL_ACKNOWLEDGE = 101;

    private final Connection connection;
    private final Session session;
    private final MessageProducer toHub;
    private final MessageConsumer own;

    private Wire(Connection connection, MemberCode member) throws JMSException {
        this.connection = connection;
        this.session = connection.createSession(false, INDIVIDUAL_ACKNOWLEDGE);
        this.toHub = session.createProducer(session.createQueue(Addresses.TO_HUB));
        this.own = session.createConsumer(session.createQueue(Addresses.of(member)));
        connection.start();
    }

    /** {@code keys} is the member's folder of keys. */
    public static Wire connect(int port, MemberCode member, Path keys) {
        try {
            JmsConnectionFactory factory = new JmsConnectionFactory("amqps://127.0.0.1:" + port
                    + "?amqp.saslMechanisms=EXTERNAL&transport.verifyHost=false&jms.connectTimeout=10000"
                    + "&jms.sendTimeout=20000&jms.prefetchPolicy.all=50");
            factory.setSslContext(MutualTls.of(keys));
            return new Wire(factory.createConnection(), member);
        } catch (JMSException | IOException | GeneralSecurityException e) {
            throw new NotObserved("no AMQP connection as " + member + ": " + e.getMessage(), e);
        }
    }

    /** Sends a text as a sealed message would be sent; empty if the broker took it, otherwise why it did not. */
    public Optional<String> send(String text) {
        try {
            BytesMessage message = session.createBytesMessage();
            message.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            message.setJMSCorrelationID("story");
            toHub.setDeliveryMode(DeliveryMode.PERSISTENT);
            toHub.send(message);
            return Optional.empty();
        } catch (JMSException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** The first frame that {@code wanted} accepts; other frames are left unacknowledged. */
    public Frame await(String what, Predicate<Frame> wanted) {
        Instant end = Instant.now().plus(Observe.PATIENCE);
        try {
            while (Instant.now().isBefore(end)) {
                Message received =
                        own.receive(Duration.between(Instant.now(), end).toMillis() + 1);
                if (received instanceof BytesMessage bytes) {
                    Frame frame = Json.MAPPER.readValue(bytes.getBody(byte[].class), Frame.class);
                    if (!(frame instanceof Frame.Delivery)) {
                        received.acknowledge();
                    }
                    if (wanted.test(frame)) {
                        return frame;
                    }
                }
            }
        } catch (JMSException e) {
            throw new NotObserved(
                    "the broker ended the connection while waiting for " + what + ": " + e.getMessage(), e);
        }
        throw new NotObserved("not received within " + Observe.PATIENCE.toSeconds() + " s: " + what);
    }

    /** The published code with which the hub refuses what was sent last. */
    public String awaitRefusal() {
        Frame.Refused refused = (Frame.Refused) await("a refusal", Frame.Refused.class::isInstance);
        return refused.problem().code().wire();
    }

    /** The broker or the hub refuses what is longer than any message may be. */
    public void refusedTooLarge(String text) {
        if (send(text).isEmpty()) {
            String code = awaitRefusal();
            Observe.that(code.equals("message_too_large"), "refused with message_too_large, not " + code);
        }
    }

    /** Whether the broker keeps this member from another's address, for writing and for reading. */
    public boolean mayNotReach(MemberCode other) {
        return isDenied(() -> session.createProducer(session.createQueue(Addresses.of(other)))
                        .send(session.createTextMessage("x")))
                && isDenied(() -> session.createConsumer(session.createQueue(Addresses.of(other))));
    }

    private interface Attempt {
        void make() throws JMSException;
    }

    private static boolean isDenied(Attempt attempt) {
        try {
            attempt.make();
            return false;
        } catch (JMSException e) {
            return true;
        }
    }

    /** Waits for a delivery whose sealed message has {@code words} in it. */
    public void awaitDelivery(String what, String words) {
        await(
                what,
                frame -> frame instanceof Frame.Delivery delivery
                        && payload(delivery.message()).contains(words));
    }

    private static String payload(String jws) {
        return new String(Base64.getUrlDecoder().decode(jws.split("\\.")[1]), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (JMSException e) {
            throw new NotObserved("the AMQP connection cannot be closed: " + e.getMessage(), e);
        }
    }
}
