package io.snodo.conformance.wire.amqp;

import io.snodo.conformance.wire.Binding;
import io.snodo.conformance.wire.Credentials;
import io.snodo.conformance.wire.Stranger;
import io.snodo.conformance.wire.Wire;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import org.apache.qpid.jms.JmsConnectionFactory;

/** AMQP 1.0 over TLS with a client certificate and SASL EXTERNAL. */
public final class AmqpBinding implements Binding {
    private static final String LIMITS = "&jms.connectTimeout=10000&jms.requestTimeout=15000&jms.sendTimeout=15000"
            + "&jms.closeTimeout=5000&jms.prefetchPolicy.all=200&jms.useDaemonThread=true";

    private final URI hub;
    private final Path authority;

    /** {@code authority} is the network's, as a PEM file. */
    public AmqpBinding(URI hub, Path authority) {
        this.hub = hub;
        this.authority = authority;
    }

    @Override
    public String name() {
        return "amqp";
    }

    @Override
    public Wire open(Credentials credentials, Wire.Inbox inbox) {
        try {
            JmsConnectionFactory factory = new JmsConnectionFactory(hub + "?amqp.saslMechanisms=EXTERNAL" + LIMITS);
            factory.setSslContext(credentials.link());
            return new AmqpWire(factory.createConnection(), credentials.member(), inbox);
        } catch (JMSException e) {
            throw new Unreachable("no connection to " + hub + " as " + credentials.member() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public boolean isUnconnectable(String manner, Credentials credentials) {
        try (Connection connection = odd(manner, credentials)) {
            connection.start();
            return false;
        } catch (JMSException e) {
            return true;
        } catch (IOException | GeneralSecurityException e) {
            throw new Unreachable("cannot try to connect " + manner, e);
        }
    }

    private Connection odd(String manner, Credentials credentials)
            throws JMSException, IOException, GeneralSecurityException {
        return switch (manner) {
            case "without-certificate" -> connect("EXTERNAL", context(null));
            case "with-a-foreign-certificate" -> connect("EXTERNAL", context(Stranger.named(credentials.member())));
            case "by-password" -> connect("PLAIN", credentials.link());
            case "anonymously" -> connect("ANONYMOUS", credentials.link());
            case "without-tls" ->
                new JmsConnectionFactory("amqp://" + hub.getHost() + ":" + hub.getPort()
                                + "?amqp.saslMechanisms=ANONYMOUS&jms.connectTimeout=3000&jms.requestTimeout=3000")
                        .createConnection();
            default -> throw new IllegalArgumentException("there is no manner to connect " + manner);
        };
    }

    private Connection connect(String mechanism, SSLContext context) throws JMSException {
        JmsConnectionFactory factory = new JmsConnectionFactory(
                "hub",
                "hub",
                hub + "?amqp.saslMechanisms=" + mechanism + "&jms.connectTimeout=5000&jms.requestTimeout=5000");
        factory.setSslContext(context);
        return factory.createConnection();
    }

    private SSLContext context(@org.jspecify.annotations.Nullable Stranger stranger)
            throws IOException, GeneralSecurityException {
        X509Certificate trusted = Credentials.certificate(authority);
        return stranger == null
                ? Credentials.context(trusted, null, null)
                : Credentials.context(trusted, stranger.key(), stranger.certificate());
    }
}
