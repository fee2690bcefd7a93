package io.snodo.ops.bench;

import io.snodo.messages.Addresses;
import io.snodo.spoke.link.http.Door;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One sender's way to the hub. */
interface Sending extends AutoCloseable {
    /** Returns when the hub has it: durably at the broker, or with its outcome over HTTP. */
    void send(Load.Parcel parcel) throws IOException, JMSException, InterruptedException;

    @Override
    void close();

    /** A new one for each sender, as many as there are. */
    interface Way {
        Sending open() throws IOException, JMSException;
    }

    /** Durable, over a connection of its own. */
    static Sending by(Connection connection) throws JMSException {
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(session.createQueue(Addresses.TO_HUB));
        producer.setDeliveryMode(DeliveryMode.PERSISTENT);
        producer.setDisableMessageTimestamp(true);
        return new Sending() {
            @Override
            public void send(Load.Parcel parcel) throws JMSException {
                BytesMessage message = session.createBytesMessage();
                message.writeBytes(parcel.text().getBytes(StandardCharsets.US_ASCII));
                message.setJMSCorrelationID(parcel.id().toString());
                producer.send(message);
            }

            @Override
            public void close() {
                try {
                    connection.close();
                } catch (JMSException e) {
                    throw new IllegalStateException("a sender's connection does not close", e);
                }
            }
        };
    }

    /** Leaves it, and asks until it is decided, as a member has to before it says more about the ticket (ST-554). */
    static Sending by(Door door) {
        return new Sending() {
            private static final Duration BETWEEN = Duration.ofMillis(20);

            @Override
            public void send(Load.Parcel parcel) throws IOException, InterruptedException {
                String correlation = door.leave(parcel.text(), null);
                while (door.outcome(correlation).isEmpty()) {
                    Thread.sleep(BETWEEN);
                }
            }

            @Override
            public void close() {
                door.close();
            }
        };
    }
}
