package io.snodo.ops.bench;

import io.snodo.messages.Addresses;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Path (a): the least that a hub with a broker in the middle can do. What members send is consumed inside the hub's
 * process and sent on, durably and with the same bytes, to the recipient, who consumes it over TLS. As many relayers as
 * the hub has consumers; each forwards what has come as one transaction, for a relay that did not would be no rival.
 */
final class Relay implements AutoCloseable {
    private static final int RELAYERS = 2;
    private static final int TOGETHER = 100;

    private final List<Connection> connections = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running = true;

    Relay(Ground ground, Arrivals arrivals) throws JMSException {
        Connection recipient = ground.connect(Trial.AMQP.recipient());
        connections.add(recipient);
        Session receiving = recipient.createSession(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer last = receiving.createConsumer(
                receiving.createQueue(Addresses.of(Trial.AMQP.recipient().code())));
        threads.add(Thread.ofPlatform().name("relay-recipient").start(() -> receive(last, arrivals)));
        for (int i = 0; i < RELAYERS; i++) {
            Connection inside = ground.inside().createConnection();
            connections.add(inside);
            Session session = inside.createSession(Session.SESSION_TRANSACTED);
            MessageConsumer in = session.createConsumer(session.createQueue(Addresses.TO_HUB));
            MessageProducer out = session.createProducer(
                    session.createQueue(Addresses.of(Trial.AMQP.recipient().code())));
            out.setDeliveryMode(DeliveryMode.PERSISTENT);
            inside.start();
            threads.add(Thread.ofPlatform().name("relay-" + i).start(() -> forward(session, in, out)));
        }
    }

    private void forward(Session session, MessageConsumer in, MessageProducer out) {
        try {
            while (running) {
                Message message = in.receive(200);
                for (int n = 1; message != null; n++) {
                    BytesMessage onward = session.createBytesMessage();
                    onward.writeBytes(message.getBody(byte[].class));
                    onward.setJMSCorrelationID(message.getJMSCorrelationID());
                    out.send(onward);
                    message = n < TOGETHER ? in.receiveNoWait() : null;
                }
                session.commit();
            }
        } catch (JMSException e) {
            endedBy(e);
        }
    }

    private void receive(MessageConsumer consumer, Arrivals arrivals) {
        try {
            while (running) {
                Message message = consumer.receive(200);
                if (message != null) {
                    message.acknowledge();
                    String parcel = message.getJMSCorrelationID();
                    if (parcel != null) { // otherwise a frame of our path, late
                        arrivals.arrived(UUID.fromString(parcel));
                    }
                }
            }
        } catch (JMSException e) {
            endedBy(e);
        }
    }

    private void endedBy(JMSException e) {
        if (running) {
            throw new IllegalStateException("the bare relay broke: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws JMSException, InterruptedException {
        running = false;
        for (Thread thread : threads) {
            thread.join();
        }
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
