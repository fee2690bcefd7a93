package io.snodo.hub.delivery;

import io.snodo.messages.Addresses;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.receipt.Frame;
import java.time.Instant;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** A session with the broker that puts frames on members' addresses; not for several threads at once. */
final class BrokerSession implements AutoCloseable {
    /** The AMQP content-type, under the name by which the broker's core protocol knows it. */
    private static final String CONTENT_TYPE = "JMS_AMQP_ContentType";

    private final ClientSessionFactory connection;
    private final ClientSession session;
    private final ClientProducer producer;

    private BrokerSession(ClientSessionFactory connection, ClientSession session, ClientProducer producer) {
        this.connection = connection;
        this.session = session;
        this.producer = producer;
    }

    /** What is sent is there after {@link #commit}, all of it or nothing. */
    static BrokerSession transacted(ActiveMQConnectionFactory broker) throws ActiveMQException {
        return open(broker, false);
    }

    /** What is sent is on its way, and nobody waits for it. */
    static BrokerSession passing(ActiveMQConnectionFactory broker) throws ActiveMQException {
        return open(broker, true);
    }

    private static BrokerSession open(ActiveMQConnectionFactory broker, boolean autoCommit) throws ActiveMQException {
        ClientSessionFactory connection;
        try {
            connection = broker.getServerLocator().createSessionFactory();
        } catch (ActiveMQException e) {
            throw e;
        } catch (Exception e) { // what the locator's own signature says
            throw new ActiveMQException("no connection to the broker", e, ActiveMQExceptionType.NOT_CONNECTED);
        }
        try {
            ClientSession session =
                    connection.createSession(broker.getUser(), broker.getPassword(), false, autoCommit, true, false, 0);
            return new BrokerSession(connection, session, session.createProducer());
        } catch (ActiveMQException e) {
            connection.close();
            throw e;
        }
    }

    void send(MemberCode member, Frame frame, boolean durable) throws ActiveMQException {
        ClientMessage message = session.createMessage(Message.BYTES_TYPE, durable);
        send(member, message, Json.MAPPER.writeValueAsBytes(frame));
    }

    /** In passing; where nobody has taken it by {@code until}, nobody gets it. */
    void send(MemberCode member, byte[] frame, Instant until) throws ActiveMQException {
        ClientMessage message = session.createMessage(Message.BYTES_TYPE, false);
        message.setExpiration(until.toEpochMilli());
        send(member, message, frame);
    }

    private void send(MemberCode member, ClientMessage message, byte[] frame) throws ActiveMQException {
        message.putStringProperty(CONTENT_TYPE, Addresses.FRAME);
        message.getBodyBuffer().writeBytes(frame);
        producer.send(Addresses.of(member), message);
    }

    /** Whether somebody listens at the member's address. */
    boolean isThere(MemberCode member) throws ActiveMQException {
        return session.queueQuery(SimpleString.of(Addresses.of(member))).getConsumerCount() > 0;
    }

    void commit() throws ActiveMQException {
        session.commit();
    }

    /** Whether something lies on the member's address, also what it has been given and not settled. */
    boolean holdsFor(MemberCode member) throws ActiveMQException {
        return session.queueQuery(SimpleString.of(Addresses.of(member))).getMessageCount() > 0;
    }

    boolean isClosed() {
        return session.isClosed();
    }

    /** What was not committed is gone with it. */
    @Override
    public void close() {
        connection.close();
    }
}
