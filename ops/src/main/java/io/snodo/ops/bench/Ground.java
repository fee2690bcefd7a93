package io.snodo.ops.bench;

import io.snodo.hub.HubApplication;
import io.snodo.messages.MemberCode;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.VerifyKey;
import io.snodo.ops.authority.MutualTls;
import io.snodo.ops.demo.DemoFolder;
import io.snodo.ops.demo.DemoMember;
import io.snodo.ops.demo.Ports;
import io.snodo.ops.demo.Premises;
import io.snodo.ops.demo.Settings;
import io.snodo.spoke.link.LinkSettings;
import io.snodo.spoke.link.amqp.AmqpSettings;
import io.snodo.spoke.link.http.Listen;
import io.snodo.spoke.link.http.Signature;
import io.snodo.spoke.link.rest.RestSettings;
import io.snodo.spoke.link.soap.SoapSettings;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.Lifecycle;

/** The hub with its embedded parts in this process, on a folder that is gone afterwards, and members' ways to it. */
final class Ground implements AutoCloseable {
    static final DemoMember SENDER = DemoMember.VENEZIA;
    private static final Duration IDLE = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(20);

    private final DemoFolder folder;
    private final Ports ports;
    private final ConfigurableApplicationContext hub;

    private Ground(DemoFolder folder, Ports ports, ConfigurableApplicationContext hub) {
        this.folder = folder;
        this.ports = ports;
        this.hub = hub;
    }

    static Ground prepare(Path home) throws IOException {
        return prepare(
                home,
                List.of(
                        "snodo.api.rate.per-second=1000000",
                        "snodo.api.rate.burst=1000000",
                        "snodo.api.at-once=10000",
                        "snodo.broker.limits.per-second=1000000",
                        "snodo.broker.limits.burst=1000000",
                        "snodo.broker.limits.connections=1000",
                        "snodo.broker.limits.waiting=64MB"));
    }

    /** With {@code limits} on what members may do, as the hub's settings. */
    static Ground prepare(Path home, List<String> limits) throws IOException {
        DemoFolder folder = new DemoFolder(Files.createDirectories(home.resolve(".bench")));
        folder.delete();
        Files.createDirectories(folder.root());
        Premises.furnish(folder, home.resolve("tenants"), Clock.systemUTC());
        Ports ports = Ports.free(38_080);
        for (Trial trial : Trial.values()) {
            Premises.bind(folder, trial.recipient(), trial.kind(), endpoint(ports, trial));
        }
        List<String> settings = new ArrayList<>(new Settings(folder, ports, null).hub());
        settings.addAll(limits);
        String[] arguments = settings.stream().map(s -> "--" + s).toArray(String[]::new);
        return new Ground(folder, ports, HubApplication.application().run(arguments));
    }

    /** Where the hub calls; of no matter to AMQP. */
    private static URI endpoint(Ports ports, Trial trial) {
        return URI.create("https://127.0.0.1:" + (ports.endpoint() + trial.ordinal()) + "/staffetta");
    }

    Listen listen(Trial trial) {
        URI endpoint = endpoint(ports, trial);
        return new Listen(endpoint.getHost(), endpoint.getPort(), endpoint);
    }

    LinkSettings.Tls link(DemoMember member) {
        Path keys = folder.keys(member);
        return new LinkSettings.Tls(
                keys.resolve("link.pem"),
                keys.resolve("link.key"),
                folder.keys().resolve("authority.pem"));
    }

    RestSettings rest(DemoMember member) {
        URI url = bindings().resolve("/rest/staffetta/v1");
        return new RestSettings(url, "hub", signature(member), IDLE, IDLE, ANSWER, null);
    }

    SoapSettings soap(DemoMember member) {
        URI url = URI.create("https://localhost:" + ports.bindings() + "/soap/staffetta/v1");
        return new SoapSettings(url, signature(member), IDLE, IDLE, ANSWER, null);
    }

    private Signature signature(DemoMember member) {
        Path keys = folder.keys(member);
        return new Signature(keys.resolve("signature.pem"), keys.resolve("signature.key"));
    }

    AmqpSettings amqp(DemoMember member) throws IOException {
        try {
            return AmqpSettings.of(amqps(), MutualTls.of(folder.keys(member)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the bench's own keys cannot be read", e);
        }
    }

    Path data() {
        return folder.root();
    }

    DemoFolder folder() {
        return folder;
    }

    /** The hub's own way into its broker. */
    ConnectionFactory inside() {
        return hub.getBean("brokerConnections", ConnectionFactory.class);
    }

    /** Keeps the hub from what members send, so that the bare relay has it to itself. */
    void pauseIntake() {
        intake().stop();
    }

    void resumeIntake() {
        intake().start();
    }

    private Lifecycle intake() {
        return hub.getBean("io.snodo.hub.doors.amqp.AmqpDoor", Lifecycle.class);
    }

    /** Where members call that do not stay connected. */
    URI bindings() {
        return URI.create("https://127.0.0.1:" + ports.bindings());
    }

    URI amqps() {
        return URI.create("amqps://127.0.0.1:" + ports.broker());
    }

    Connection connectAsSender() throws JMSException {
        return connect(SENDER);
    }

    /** A started connection over TLS in a member's name. */
    Connection connect(DemoMember member) throws JMSException {
        JmsConnectionFactory factory =
                new JmsConnectionFactory(amqps() + "?amqp.saslMechanisms=EXTERNAL&jms.useDaemonThread=true");
        try {
            factory.setSslContext(MutualTls.of(folder.keys(member)));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the bench's own keys cannot be read", e);
        }
        factory.setReceiveNoWaitLocalOnly(true);
        Connection connection = factory.createConnection();
        connection.start();
        return connection;
    }

    SealKey key(DemoMember member) throws IOException {
        Path keys = folder.keys(member);
        return SealKey.read(keys.resolve("seal.key"), VerifyKey.read(keys.resolve("seal.pem")));
    }

    VerifyKey hubKey() throws IOException {
        return VerifyKey.read(folder.keys().resolve(MemberCode.HUB.value()).resolve("seal.pem"));
    }

    @Override
    public void close() throws IOException {
        hub.close();
        folder.delete();
    }
}
