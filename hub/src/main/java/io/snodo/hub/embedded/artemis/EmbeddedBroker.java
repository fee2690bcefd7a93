package io.snodo.hub.embedded.artemis;

import io.snodo.hub.embedded.EmbeddedPartFailed;
import io.snodo.hub.embedded.MemberAddresses;
import io.snodo.hub.embedded.NamedMember;
import io.snodo.messages.Addresses;
import io.snodo.messages.MemberCode;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.ActiveMQDisconnectedException;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.invm.TransportConstants;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.remoting.Acceptor;
import org.jspecify.annotations.Nullable;

/**
 * A running Artemis broker in this process with a durable journal. It starts closed to the network: {@link #open} lets
 * spokes in when the hub is ready to know them.
 */
final class EmbeddedBroker implements MemberAddresses, AutoCloseable {
    static final String DEAD = "staffetta.dead";
    static final String EXPIRED = "staffetta.expired";
    private static final AtomicInteger IDS = new AtomicInteger();
    private static final String DOOR = "amqps";
    private static final long MEBIBYTE = 1024 * 1024;

    private final EmbeddedActiveMQ broker;
    private final int id;
    private final LaneRoom laneRoom = new LaneRoom(Runtime.getRuntime().maxMemory());

    private EmbeddedBroker(EmbeddedActiveMQ broker, int id) {
        this.broker = broker;
        this.id = id;
    }

    static EmbeddedBroker start(Path folder, Gatekeeper gatekeeper, ActiveMQServerPlugin... plugins) {
        int id = IDS.incrementAndGet();
        Configuration configuration = configuration(folder, id);
        for (ActiveMQServerPlugin plugin : plugins) {
            configuration.registerBrokerPlugin(plugin);
        }
        EmbeddedActiveMQ broker =
                new EmbeddedActiveMQ().setConfiguration(configuration).setSecurityManager(gatekeeper);
        try {
            broker.start();
        } catch (Exception e) { // what the broker's own signature says
            throw notStarted(folder, e);
        }
        // start() says nothing of a broken journal; only this does
        if (!broker.getActiveMQServer().isActive()) {
            throw notStarted(folder, null);
        }
        return new EmbeddedBroker(broker, id);
    }

    /** For connections within this process. */
    String url() {
        return "vm://" + id;
    }

    /** Lets spokes in: AMQP 1.0 only, TLS only, and only with a certificate of the authority. */
    void open(String address, int port, TlsFiles.Stores tls, BrokerLimits.Coming comings) {
        Acceptor acceptor = server().getRemotingService()
                .createAcceptor(new TransportConfiguration(
                        GuardedAcceptorFactory.class.getName(), door(address, port, tls, comings), DOOR));
        try {
            acceptor.start();
        } catch (Exception e) { // what the acceptor's own signature says
            throw new EmbeddedPartFailed(
                    "The broker cannot listen on " + address + ":" + port + " (" + e.getMessage()
                            + "); free the port, or set snodo.broker.port to another.",
                    e);
        }
    }

    /** Spokes are sent away; what is on its way inside the hub can end in peace. */
    void shut() {
        try {
            server().getRemotingService().destroyAcceptor(DOOR);
        } catch (Exception e) { // what the broker's own signature says
            throw new IllegalStateException("the broker's door does not shut", e);
        }
    }

    @Override
    public void declare(Collection<MemberCode> members) {
        laneRoom.more(members)
                .ifPresent(bytes -> server().getAddressSettingsRepository() // each change is looked at by every address
                        .addMatch("staffetta.to.#", settings(bytes, AddressFullMessagePolicy.FAIL)));
        for (MemberCode member : members) {
            try {
                server().createQueue(queue(Addresses.of(member)), true);
            } catch (Exception e) { // what the broker's own signature says
                throw new EmbeddedPartFailed(
                        "The broker cannot make the address of " + member + " (" + e.getMessage() + ").", e);
            }
        }
    }

    /** By the certificate that was shown: a connection on which no session has begun is one as well. */
    @Override
    public void expel(MemberCode member) {
        for (RemotingConnection connection : server().getRemotingService().getConnections()) {
            if (Shown.on(connection)
                    .flatMap(NamedMember::of)
                    .filter(member::equals)
                    .isPresent()) {
                connection.fail(new ActiveMQDisconnectedException("not admitted any more"));
            }
        }
    }

    @Override
    public void remove(MemberCode member) {
        SimpleString address = SimpleString.of(Addresses.of(member));
        try {
            expel(member);
            if (server().locateQueue(address) != null) {
                server().destroyQueue(address, null, false, true);
            }
            if (server().getAddressInfo(address) != null) {
                server().removeAddressInfo(address, null, true);
            }
        } catch (Exception e) { // what the broker's own signature says
            throw new EmbeddedPartFailed(
                    "The broker cannot take away the address of " + member + " (" + e.getMessage() + ").", e);
        }
    }

    @Override
    public void close() throws Exception {
        broker.stop();
    }

    private ActiveMQServer server() {
        return broker.getActiveMQServer();
    }

    private static QueueConfiguration queue(String name) {
        return QueueConfiguration.of(name)
                .setRoutingType(RoutingType.ANYCAST)
                .setDurable(true)
                .setAutoDelete(false)
                .setAutoCreateAddress(true);
    }

    private static Map<String, Object> door(
            String address, int port, TlsFiles.Stores tls, BrokerLimits.Coming comings) {
        return Map.ofEntries(
                Map.entry("host", address),
                Map.entry("port", port),
                Map.entry("protocols", "AMQP"),
                Map.entry("saslMechanisms", "EXTERNAL"),
                Map.entry("sslEnabled", true),
                Map.entry("needClientAuth", true),
                Map.entry("enabledProtocols", "TLSv1.3,TLSv1.2"),
                Map.entry("keyStoreType", "PKCS12"),
                Map.entry("keyStorePath", tls.identity().toString()),
                Map.entry("keyStorePassword", tls.password()),
                Map.entry("trustStoreType", "PKCS12"),
                Map.entry("trustStorePath", tls.trust().toString()),
                Map.entry("trustStorePassword", tls.password()),
                Map.entry("handshake-timeout", 10),
                Map.entry("connectionsAllowed", 20_000L),
                Map.entry("amqpIdleTimeout", 30_000),
                Map.entry(GuardedAcceptorFactory.PER_SECOND, comings.perSecond()),
                Map.entry(GuardedAcceptorFactory.BURST, comings.burst()),
                // no more than a member that is held back has sent before its spoke loses patience
                Map.entry("amqpCredits", 30),
                Map.entry("amqpLowCredits", 10),
                Map.entry("amqpMinLargeMessageSize", SizeLimit.STREAMED));
    }

    private static Configuration configuration(Path folder, int id) {
        return new ConfigurationImpl()
                .setName("snodo")
                .setPersistenceEnabled(true)
                .setJournalType(JournalType.NIO)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                // nanoseconds; with the default of 3.3 ms one synchronous sender comes to 275 messages a second
                .setJournalBufferTimeout_NIO(100_000)
                .setJournalBufferSize_NIO((int) MEBIBYTE)
                .setMinDiskFree(200 * MEBIBYTE)
                // each address has its own bound and together they leave room: a bound for all would let full lanes
                // of members that are away shut the hub's own address
                .setGlobalMaxSize(-1)
                .setSecurityEnabled(true)
                // asked anew at every connection: who was expelled must not come back from a cache
                .setAuthenticationCacheSize(0)
                .setJMXManagementEnabled(false)
                .setManagementNotificationAddress(SimpleString.of("staffetta.notifications"))
                .addAcceptorConfiguration(new TransportConfiguration(
                        InVMAcceptorFactory.class.getName(), Map.of(TransportConstants.SERVER_ID_PROP_NAME, id), "hub"))
                .addQueueConfiguration(queue(Addresses.TO_HUB))
                .addQueueConfiguration(queue(DEAD))
                .addQueueConfiguration(queue(EXPIRED))
                .addAddressSetting("#", settings(16 * MEBIBYTE, AddressFullMessagePolicy.DROP))
                // a sender waits for credit; nothing is lost and nothing grows
                .addAddressSetting(Addresses.TO_HUB, settings(16 * MEBIBYTE, AddressFullMessagePolicy.BLOCK))
                // deliveries stay in the database and are repeated, so a full lane may say no
                .addAddressSetting(
                        "staffetta.to.#",
                        settings(LaneRoom.LEAST, AddressFullMessagePolicy.FAIL)
                                // of thousands of lanes most are empty; with the default each takes 32 KiB all the same
                                .setInitialQueueBufferSize(64));
    }

    private static AddressSettings settings(long maxBytes, AddressFullMessagePolicy whenFull) {
        return new AddressSettings()
                .setMaxSizeBytes(maxBytes)
                .setAddressFullMessagePolicy(whenFull)
                .setDeadLetterAddress(SimpleString.of(DEAD))
                .setExpiryAddress(SimpleString.of(EXPIRED))
                // whoever comes back for the hundredth time still gets it; what is poison each reader says for itself
                .setMaxDeliveryAttempts(-1)
                .setAutoCreateAddresses(false)
                .setAutoCreateQueues(false)
                .setAutoDeleteAddresses(false)
                .setAutoDeleteQueues(false);
    }

    private static EmbeddedPartFailed notStarted(Path folder, @Nullable Exception cause) {
        return new EmbeddedPartFailed(
                "The embedded broker does not start on " + folder
                        + "; the log says why, and a broken journal can be moved away, because what matters is in the database.",
                cause);
    }
}
