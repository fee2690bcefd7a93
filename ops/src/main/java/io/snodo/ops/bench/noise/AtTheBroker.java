package io.snodo.ops.bench.noise;

import io.snodo.messages.Addresses;
import jakarta.jms.BytesMessage;
import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.net.ssl.SSLContext;
import org.apache.qpid.jms.JmsConnectionFactory;

/** Noise over AMQP: sixteen connections, each sending without waiting for anything but credit. */
record AtTheBroker(Place place) {
    private static final int AT_ONCE = 16;
    /** Held by each at once, where it is connections that it makes. */
    private static final int HELD = 20;

    Noise make(Kind kind) throws IOException {
        SSLContext tls = place.tls();
        Words words = place.words();
        return switch (kind) {
            case FLOOD, LARGE, GARBAGE, SEALS -> new Noise(AT_ONCE, () -> new Sender(connect(tls), words, kind, false));
            case SLOW -> new Noise(AT_ONCE, () -> new Sender(connect(tls), words, kind, true));
            case CONNECTIONS -> new Noise(AT_ONCE, () -> new Comer(tls));
        };
    }

    private Connection connect(SSLContext tls) throws JMSException {
        JmsConnectionFactory factory =
                new JmsConnectionFactory(place.amqps() + "?amqp.saslMechanisms=EXTERNAL&jms.useDaemonThread=true"
                        + "&jms.closeTimeout=500&jms.connectTimeout=5000&jms.requestTimeout=5000");
        factory.setSslContext(tls);
        Connection connection = factory.createConnection();
        connection.start();
        return connection;
    }

    private static final class Sender implements Noise.Deed, CompletionListener {
        private final Connection connection;
        private final Words words;
        private final Kind kind;
        private final Session session;
        private final MessageProducer producer;

        Sender(Connection connection, Words words, Kind kind, boolean receives) throws JMSException {
            this.connection = connection;
            this.words = words;
            this.kind = kind;
            this.session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
            this.producer = session.createProducer(session.createQueue(Addresses.TO_HUB));
            this.producer.setDeliveryMode(DeliveryMode.PERSISTENT);
            if (receives) { // has asked for a thousand, and looks at none
                connection
                        .createSession(Session.CLIENT_ACKNOWLEDGE)
                        .createConsumer(session.createQueue("staffetta.to.c_h224"));
            }
        }

        @Override
        public void once() throws JMSException {
            BytesMessage message = session.createBytesMessage();
            message.writeBytes(words.next(kind).getBytes(StandardCharsets.US_ASCII));
            producer.send(message, this);
        }

        @Override
        public void onCompletion(Message message) {}

        @Override
        public void onException(Message message, Exception exception) {}

        @Override
        public void close() throws JMSException {
            connection.close();
        }
    }

    private final class Comer implements Noise.Deed {
        private final SSLContext tls;
        private final Deque<Connection> held = new ArrayDeque<>();

        Comer(SSLContext tls) {
            this.tls = tls;
        }

        @Override
        public void once() throws JMSException {
            if (held.size() == HELD) {
                held.removeFirst().close();
            }
            Connection connection = connect(tls);
            held.addLast(connection);
            connection.createSession(Session.AUTO_ACKNOWLEDGE);
        }

        @Override
        public void close() throws JMSException {
            for (Connection connection : held) {
                connection.close();
            }
        }
    }
}
