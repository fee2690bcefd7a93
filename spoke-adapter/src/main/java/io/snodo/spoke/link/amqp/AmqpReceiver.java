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
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Receives over one connection until it breaks: as many frames as have come share a transaction, then are acknowledged. */
final class AmqpReceiver {
    private static final long WAIT_MILLIS = 500;

    private final Mailroom mailroom;
    private final AmqpSettings settings;
    private final MessageConsumer consumer;
    private final AtomicReference<@Nullable Exception> broken;

    AmqpReceiver(Mailroom mailroom, AmqpSettings settings, Session session, AtomicReference<@Nullable Exception> broken)
            throws JMSException {
        this.mailroom = mailroom;
        this.settings = settings;
        this.broken = broken;
        this.consumer = session.createConsumer(session.createQueue(Addresses.of(mailroom.member())));
    }

    /** Returns when the connection is broken or the thread is interrupted. */
    void run() {
        try {
            while (broken.get() == null && !Thread.currentThread().isInterrupted()) {
                Message first = consumer.receive(WAIT_MILLIS);
                if (first != null) {
                    take(first);
                }
            }
        } catch (JMSException | RuntimeException e) {
            broken.compareAndSet(null, e);
        }
    }

    private void take(Message first) throws JMSException {
        List<byte[]> frames = new ArrayList<>();
        Message last = first;
        for (Message next = first; next != null; next = frames.size() < settings.frames() ? consumer.receiveNoWait() : null) {
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
