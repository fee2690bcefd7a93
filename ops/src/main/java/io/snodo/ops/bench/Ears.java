package io.snodo.ops.bench;

import io.snodo.messages.Addresses;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.seal.Sealed;
import io.snodo.ops.authority.MutualTls;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import org.apache.qpid.jms.JmsConnectionFactory;
import tools.jackson.databind.JsonNode;

/** Members that are connected and listen for changes of the registry. */
final class Ears implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 60_000;

    private final List<Connection> connections = new ArrayList<>();
    private final List<MessageConsumer> consumers = new ArrayList<>();

    void listen(URI broker, Path keys, MemberCode member) throws JMSException, IOException, GeneralSecurityException {
        JmsConnectionFactory factory =
                new JmsConnectionFactory(broker + "?amqp.saslMechanisms=EXTERNAL&jms.useDaemonThread=true");
        factory.setSslContext(MutualTls.of(keys));
        Connection connection = factory.createConnection();
        connection.start();
        connections.add(connection);
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        consumers.add(session.createConsumer(session.createQueue(Addresses.of(member))));
    }

    /** When the last of them has the changes to {@code version}, in nanoseconds; how long they are is in {@code octets}. */
    long heard(long version, List<Integer> octets) throws JMSException {
        for (MessageConsumer consumer : consumers) {
            while (true) {
                Message message = consumer.receive(PATIENCE_MILLIS);
                if (message == null) {
                    throw new IllegalStateException("a member has not heard of version " + version);
                }
                byte[] frame = message.getBody(byte[].class);
                if (Json.MAPPER.readValue(frame, Frame.class) instanceof Frame.Delivery delivery
                        && version(delivery) >= version) {
                    octets.add(frame.length);
                    break;
                }
            }
        }
        return System.nanoTime();
    }

    private static long version(Frame.Delivery delivery) {
        JsonNode said = Json.MAPPER.readTree(
                Sealed.read(delivery.message()).orElseThrow().alreadyVerified());
        return said.path("type").asString("").startsWith("registry")
                ? said.path("body").path("version").longValue(0)
                : 0;
    }

    @Override
    public void close() throws JMSException {
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
