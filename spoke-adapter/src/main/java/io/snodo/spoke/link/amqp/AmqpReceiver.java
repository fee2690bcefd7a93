package io.snodo.spoke.link.amqp;

import io.snodo.messages.Addresses;
import io.snodo.spoke.link.Mailroom;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageFormatException;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Receives over one connection until it breaks: as many frames as have come share a transaction, then are acknowledged. */
final class AmqpReceiver {
    private static final long WAIT_MILLIS = 500;

    private final Mailroom mailroom;
    private final AmqpSettings settings;
    private final MessageConsumer consumer;
    private final Breakage breakage;

    AmqpReceiver(Mailroom mailroom, AmqpSettings settings, Session session, Breakage breakage) throws JMSException {
        this.mailroom = mailroom;
        this.settings = settings;
        this.breakage = breakage;
        this.consumer = session.createConsumer(session.createQueue(Addresses.of(mailroom.member())));
    }

    /** Returns when the connection is over. */
    void run() {
        try {
            while (!breakage.isThere()) {
                Message first = consumer.receive(WAIT_MILLIS);
                if (first != null) {
                    take(first);
                }
            }
        } catch (JMSException | RuntimeException e) {
            breakage.because(e);
        }
    }

    private void take(Message first) throws JMSException {
        List<byte[]> frames = new ArrayList<>();
        Message last = first;
        for (Message next = first;
                next != null;
                next = frames.size() < settings.frames() ? consumer.receiveNoWait() : null) {
            frames.add(body(next));
            last = next;
        }
        mailroom.receive(frames);
        // of all that the session has received: durable here before the broker forgets it
        last.acknowledge();
    }

    /** What is neither bytes nor text becomes an empty frame, which is noted as malformed like every other nonsense. */
    private static byte[] body(Message message) throws JMSException {
        try {
            if (message.isBodyAssignableTo(byte[].class)) {
                byte[] bytes = message.getBody(byte[].class);
                return bytes == null ? new byte[0] : bytes;
            }
            String text = message.isBodyAssignableTo(String.class) ? message.getBody(String.class) : null;
            return text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        } catch (MessageFormatException e) {
            return new byte[0];
        }
    }
}
