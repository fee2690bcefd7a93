package io.snodo.conformance.spoke.amqp;

import io.snodo.conformance.spoke.Seat;
import io.snodo.conformance.wire.Credentials;
import io.snodo.messages.Addresses;
import io.snodo.messages.MemberCode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.UUID;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

/** The kit's broker, on which the spoke under test meets the kit as its hub. */
public final class AmqpSeat implements Seat {
    private static final String CONTENT_TYPE = "JMS_AMQP_ContentType";
    private static final String DOOR = "amqps";

    private final EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
    private final MemberCode spoke;
    private final Map<String, Object> door;
    private final ServerLocator locator;
    private final ClientSessionFactory factory;
    private final ClientSession session;
    private final ClientProducer producer;

    /** {@code keys/hub} holds the certificate and key the kit listens with. */
    public AmqpSeat(Path keys, int port, MemberCode spoke, Path temporary, Ear ear) throws Exception {
        this.spoke = spoke;
        this.door = door(keys, port, temporary);
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration.setName("conformance-kit");
        configuration.setPersistenceEnabled(false);
        configuration.setSecurityEnabled(true);
        configuration.setJMXManagementEnabled(false);
        configuration.setMessageExpiryScanPeriod(-1);
        configuration.addAcceptorConfiguration(
                new TransportConfiguration(InVMAcceptorFactory.class.getName(), Map.of("serverId", port)));
        for (String address : new String[] {Addresses.TO_HUB, Addresses.of(spoke)}) {
            configuration.addQueueConfiguration(QueueConfiguration.of(address)
                    .setRoutingType(RoutingType.ANYCAST)
                    .setDurable(true)
                    .setAutoDelete(false));
        }
        String secret = UUID.randomUUID().toString();
        broker.setConfiguration(configuration).setSecurityManager(new Doorkeeper(spoke, secret));
        broker.start();
        locator = ActiveMQClient.createServerLocator("vm://" + port);
        factory = locator.createSessionFactory();
        session = factory.createSession("hub", secret, false, true, true, false, 0);
        producer = session.createProducer();
        ClientSession receiving = factory.createSession("hub", secret, false, true, true, false, 0);
        receiving.createConsumer(Addresses.TO_HUB).setMessageHandler(message -> {
            hear(message, ear);
            settle(message);
        });
        receiving.start();
    }

    private static void settle(ClientMessage message) {
        try {
            message.acknowledge();
        } catch (ActiveMQException e) {
            throw new IllegalStateException("the kit's own broker does not let a message be settled", e);
        }
    }

    private static void hear(ClientMessage message, Ear ear) {
        byte[] body = new byte[message.getBodyBuffer().readableBytes()];
        message.getBodyBuffer().readBytes(body);
        String type = String.valueOf(message.getObjectProperty(CONTENT_TYPE));
        String text = new String(body, java.nio.charset.StandardCharsets.US_ASCII);
        String odd = message.getType() == Message.TEXT_TYPE
                ? ""
                : !message.isDurable()
                        ? "is not durable"
                        : type.equals(Addresses.typeOf(text)) ? "" : "has content-type " + type;
        ear.heard(text, odd);
    }

    @Override
    public void open() throws Exception {
        broker.getActiveMQServer()
                .getRemotingService()
                .createAcceptor(new TransportConfiguration(NettyAcceptorFactory.class.getName(), door, DOOR))
                .start();
    }

    @Override
    public void shut() throws Exception {
        broker.getActiveMQServer().getRemotingService().destroyAcceptor(DOOR);
    }

    @Override
    public synchronized void put(byte[] frame, boolean durable) throws ActiveMQException {
        ClientMessage message = session.createMessage(Message.BYTES_TYPE, durable);
        message.putStringProperty(CONTENT_TYPE, Addresses.FRAME);
        message.getBodyBuffer().writeBytes(frame);
        producer.send(Addresses.of(spoke), message);
    }

    private static Map<String, Object> door(Path keys, int port, Path temporary)
            throws IOException, GeneralSecurityException {
        String password = UUID.randomUUID().toString();
        X509Certificate certificate = Credentials.certificate(keys.resolve("hub/link.pem"));
        KeyStore identity = KeyStore.getInstance("PKCS12");
        identity.load(null, null);
        identity.setKeyEntry(
                "hub",
                Credentials.key(
                        keys.resolve("hub/link.key"), certificate.getPublicKey().getAlgorithm()),
                password.toCharArray(),
                new Certificate[] {certificate});
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("authority", Credentials.certificate(keys.resolve("authority.pem")));
        return Map.ofEntries(
                Map.entry("host", "127.0.0.1"),
                Map.entry("port", port),
                Map.entry("protocols", "AMQP"),
                Map.entry("saslMechanisms", "EXTERNAL"),
                Map.entry("sslEnabled", true),
                Map.entry("needClientAuth", true),
                Map.entry("enabledProtocols", "TLSv1.3,TLSv1.2"),
                Map.entry("keyStoreType", "PKCS12"),
                Map.entry("keyStorePath", store(identity, temporary.resolve("identity.p12"), password)),
                Map.entry("keyStorePassword", password),
                Map.entry("trustStoreType", "PKCS12"),
                Map.entry("trustStorePath", store(trust, temporary.resolve("trust.p12"), password)),
                Map.entry("trustStorePassword", password));
    }

    private static String store(KeyStore store, Path file, String password)
            throws IOException, GeneralSecurityException {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
        }
        return file.toString();
    }

    @Override
    public void close() throws Exception {
        factory.close();
        locator.close();
        broker.stop();
    }
}
