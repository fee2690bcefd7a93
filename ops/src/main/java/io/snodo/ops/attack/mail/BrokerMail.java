package io.snodo.ops.attack.mail;

import io.snodo.messages.Addresses;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.receipt.Stamp;
import io.snodo.ops.attack.interfaces.Door;
import io.snodo.ops.attack.seen.Answer;
import io.snodo.ops.attack.visitors.Broken;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;

/** Messages over the broker, in a member's own name; what comes on its address is answered to nobody. */
public final class BrokerMail implements Mail, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** For what the hub takes without a word. */
    private static final Duration SILENCE = Duration.ofMillis(500);

    private final Connection connection;
    private final Session session;
    private final MessageProducer toHub;
    private final MessageConsumer own;
    private final Consumer<Answer> heard;

    /** {@code heard} is given all that comes on the member's address. */
    public BrokerMail(Connection connection, MemberCode member, Consumer<Answer> heard) throws JMSException {
        this.connection = connection;
        this.heard = heard;
        this.session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        this.toHub = session.createProducer(session.createQueue(Addresses.TO_HUB));
        this.own = session.createConsumer(session.createQueue(Addresses.of(member)));
        connection.start();
    }

    @Override
    public Door door() {
        return Door.AMQP;
    }

    @Override
    public Answer tell(String sealed, UUID id) {
        try {
            BytesMessage message = session.createBytesMessage();
            message.writeBytes(sealed.getBytes(StandardCharsets.US_ASCII));
            message.setJMSCorrelationID(id.toString());
            toHub.send(message);
        } catch (JMSException e) {
            return Answer.of("rejected by the broker: " + e.getMessage());
        }
        return await(id, isNoted(sealed) ? SILENCE : PATIENCE);
    }

    private static boolean isNoted(String sealed) {
        String payload =
                new String(java.util.Base64.getUrlDecoder().decode(sealed.split("\\.")[1]), StandardCharsets.UTF_8);
        return payload.contains("\"type\":\"receipt\"") || payload.contains("\"type\":\"member.hello\"");
    }

    private Answer await(UUID id, Duration atMost) {
        Instant end = Instant.now().plus(atMost);
        try {
            while (Instant.now().isBefore(end)) {
                Message received =
                        own.receive(Duration.between(Instant.now(), end).toMillis() + 1);
                if (received instanceof BytesMessage bytes) {
                    String text = new String(bytes.getBody(byte[].class), StandardCharsets.UTF_8);
                    heard.accept(Answer.of(text));
                    if (isAbout(text, id)) {
                        return Answer.of(text);
                    }
                }
            }
        } catch (JMSException e) {
            return Answer.of("the broker ended it: " + e.getMessage());
        }
        return Answer.of("no answer");
    }

    private static boolean isAbout(String text, UUID id) {
        return switch (Json.MAPPER.readValue(text, Frame.class)) {
            case Frame.Refused refused ->
                id.equals(refused.message()) || id.toString().equals(refused.correlation());
            case Frame.Receipts receipts ->
                receipts.stamps().stream().map(Stamp::leaf).anyMatch(leaf -> leaf.contains(id.toString()));
            case Frame.Delivery _, Frame.Progress _ -> false;
        };
    }

    /** Hears what still comes, for a moment. */
    public void listen(Duration time) {
        await(new UUID(0, 0), time);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (JMSException e) {
            throw new Broken("a connection to the broker cannot be closed", e);
        }
    }
}
