package io.snodo.spoke.link.amqp;

import io.snodo.messages.Addresses;
import io.snodo.messages.MemberCode;
import io.snodo.spoke.link.Notary;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.jspecify.annotations.Nullable;

/** The hub's broker, embedded and durable, on free ports of the loopback; may be stopped and started on its journal. */
final class TestBroker implements AutoCloseable {
    private final Path folder;
    private final int port = freePort();
    private final int tlsPort = freePort();
    private final @Nullable Map<String, String> tls;
    private @Nullable EmbeddedActiveMQ broker;

    TestBroker(Path folder) {
        this(folder, null);
    }

    /** With a second door that wants a client certificate; {@code tls} are the acceptor's key stores. */
    TestBroker(Path folder, @Nullable Map<String, String> tls) {
        this.folder = folder;
        this.tls = tls;
        start();
    }

    URI url() {
        return URI.create("amqp://127.0.0.1:" + port);
    }

    URI tlsUrl() {
        return URI.create("amqps://127.0.0.1:" + tlsPort);
    }

    void start() {
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration.setName("test");
        configuration.setPersistenceEnabled(true);
        configuration.setSecurityEnabled(false);
        configuration.setJournalType(JournalType.NIO);
        configuration.setJournalBufferTimeout_NIO(100_000);
        configuration.setJournalDirectory(folder.resolve("journal").toString());
        configuration.setBindingsDirectory(folder.resolve("bindings").toString());
        configuration.setPagingDirectory(folder.resolve("paging").toString());
        configuration.setLargeMessagesDirectory(folder.resolve("large").toString());
        configuration.setGracefulShutdownEnabled(false);
        configuration.setMessageExpiryScanPeriod(-1);
        try {
            configuration.addAcceptorConfiguration("plain", "tcp://127.0.0.1:" + port + "?protocols=AMQP");
            if (tls != null) {
                Map<String, Object> parameters = new HashMap<>(tls);
                StringBuilder uri = new StringBuilder("tcp://127.0.0.1:" + tlsPort
                        + "?protocols=AMQP;sslEnabled=true;needClientAuth=true;saslMechanisms=EXTERNAL");
                parameters.forEach((name, value) ->
                        uri.append(';').append(name).append('=').append(value));
                configuration.addAcceptorConfiguration("tls", uri.toString());
            }
            addQueue(configuration, Addresses.TO_HUB);
            for (MemberCode member : new MemberCode[] {Notary.VENEZIA, Notary.PARMA}) {
                addQueue(configuration, Addresses.of(member));
            }
            broker = new EmbeddedActiveMQ();
            broker.setConfiguration(configuration);
            broker.start();
            if (!broker.getActiveMQServer().isActive()) {
                throw new IllegalStateException("the test's broker did not start");
            }
        } catch (Exception e) {
            // the embedded broker declares nothing narrower
            throw new IllegalStateException("the test's broker did not start", e);
        }
    }

    void stop() {
        try {
            if (broker != null) {
                broker.stop();
                broker = null;
            }
        } catch (Exception e) {
            throw new IllegalStateException("the test's broker did not stop", e);
        }
    }

    @Override
    public void close() {
        stop();
    }

    private static void addQueue(ConfigurationImpl configuration, String name) {
        configuration.addQueueConfiguration(QueueConfiguration.of(name)
                .setAddress(name)
                .setRoutingType(RoutingType.ANYCAST)
                .setDurable(true)
                .setAutoDelete(false));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("no free port", e);
        }
    }
}
