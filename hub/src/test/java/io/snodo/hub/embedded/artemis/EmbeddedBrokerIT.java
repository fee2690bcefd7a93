package io.snodo.hub.embedded.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snodo.hub.TestAuthority;
import io.snodo.hub.embedded.EmbeddedPartFailed;
import io.snodo.hub.embedded.MemberPresence;
import io.snodo.messages.Addresses;
import io.snodo.messages.MemberCode;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class EmbeddedBrokerIT {
    private static final MemberCode VENEZIA = new MemberCode("c_l736");
    private static final MemberCode PARMA = new MemberCode("c_g337");
    private static final String SECRET = "known to this process only";

    @TempDir
    Path folder;

    private final Set<MemberCode> members = ConcurrentHashMap.newKeySet();
    private static final BrokerLimits LIMITS =
            new BrokerLimits(20, 40, 3, DataSize.ofKilobytes(900), new BrokerLimits.Coming(100, 1_000));

    private static final Duration BEGINS_WITHIN = Duration.ofSeconds(6);

    private final List<MemberPresence> presence = new CopyOnWriteArrayList<>();
    private TestAuthority authority;
    private EmbeddedBroker broker;
    private Fairness fairness;
    private int port;

    @BeforeEach
    void startWithTwoMembers() throws Exception {
        members.addAll(Set.of(VENEZIA, PARMA));
        authority = new TestAuthority(folder);
        start();
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
        fairness.close();
    }

    private void start() throws IOException {
        fairness = new Fairness(LIMITS, members::contains);
        broker = EmbeddedBroker.start(
                folder.resolve("broker"),
                new Gatekeeper(members::contains, SECRET),
                new Arrivals(fairness, members::contains, BEGINS_WITHIN),
                fairness,
                new SizeLimit(),
                new ReadableOnly(),
                new SenderOnMessage(),
                fairness.undecided(),
                new PresenceWatch(presence::add, Clock.systemUTC()));
        broker.declare(members);
        TestAuthority.Identity hub = authority.link("hub");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        broker.open(
                "127.0.0.1",
                port,
                new TlsFiles(hub.certificate(), hub.key(), authority.certificate())
                        .writeInto(folder.resolve("tls"), "password"),
                LIMITS.comings());
    }

    @Test
    void aMemberSendsToTheHubWhichLearnsWhoItWasFromTheCertificate() throws Exception {
        try (Connection venezia = spoke("c_l736")) {
            Session session = venezia.createSession(Session.AUTO_ACKNOWLEDGE);
            Message message = session.createTextMessage("sealed");
            message.setStringProperty("JMSXUserID", PARMA.value()); // says it is somebody else, in two ways
            message.setStringProperty("_AMQ_VALIDATED_USER", PARMA.value());
            session.createProducer(session.createQueue(Addresses.TO_HUB)).send(message);
        }
        try (Connection hub = hub()) {
            Session session = hub.createSession(Session.AUTO_ACKNOWLEDGE);
            Message received = session.createConsumer(session.createQueue(Addresses.TO_HUB))
                    .receive(20_000);
            assertThat(received.getStringProperty("JMSXUserID")).isEqualTo(VENEZIA.value());
        }
    }

    @Test
    void aMemberReadsWhatTheHubPutsOnItsAddress() throws Exception {
        hubSends(Addresses.of(PARMA), "for Parma");
        assertThat(read(PARMA)).isEqualTo("for Parma");
    }

    @ParameterizedTest
    @ValueSource(strings = {"staffetta.to.c_g337", "staffetta.dead", "activemq.management", "$management", "brand.new"})
    void aMemberMaySendNowhereElse(String address) throws Exception {
        try (Connection venezia = spoke("c_l736")) {
            Session session = venezia.createSession(Session.AUTO_ACKNOWLEDGE);
            Queue queue = session.createQueue(address);
            assertThatThrownBy(() -> session.createProducer(queue).send(session.createTextMessage("forged")))
                    .isInstanceOf(JMSException.class);
            assertThatThrownBy(() -> session.createProducer(null).send(queue, session.createTextMessage("forged")))
                    .as("by the anonymous relay")
                    .isInstanceOf(JMSException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "staffetta.to.c_g337",
                "staffetta.to.hub",
                "staffetta.dead",
                "staffetta.expired",
                "staffetta.notifications",
                "staffetta.to.c_l736::staffetta.to.c_g337",
                "staffetta.to.c_g337::staffetta.to.c_l736",
                "staffetta.to.#",
                "brand.new"
            })
    void aMemberMayReadNothingElse(String address) throws Exception {
        hubSends(Addresses.of(PARMA), "for Parma");
        try (Connection venezia = spoke("c_l736")) {
            Session session = venezia.createSession(Session.AUTO_ACKNOWLEDGE);
            Queue queue = session.createQueue(address);
            assertThatThrownBy(() -> receive(session.createConsumer(queue))).isInstanceOf(JMSException.class);
            assertThatThrownBy(
                            () -> session.createBrowser(queue).getEnumeration().hasMoreElements())
                    .isInstanceOf(JMSException.class);
        }
        assertThat(read(PARMA)).isEqualTo("for Parma");
    }

    private static @Nullable Message receive(MessageConsumer consumer) throws JMSException {
        return consumer.receive(1_000);
    }

    @Test
    void nobodyComesInWithoutACertificate() {
        assertThatThrownBy(() -> Spoke.connect(port, authority, null)).isInstanceOf(JMSException.class);
    }

    @Test
    void nobodyComesInWithACertificateOfAnotherAuthority() throws Exception {
        TestAuthority another = new TestAuthority(Files.createDirectory(folder.resolve("another")));
        assertThatThrownBy(() -> Spoke.connect(port, authority, another.link("c_l736")))
                .isInstanceOf(JMSException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"c_x999", "hub", "not a code", "C_L736"})
    void nobodyComesInWhoIsNoMember(String name) {
        assertThatThrownBy(() -> spoke(name)).isInstanceOf(JMSException.class);
    }

    @Test
    void theNetworkDoesNotOpenTheHubsOwnWayIn() {
        assertThatThrownBy(() -> new ActiveMQConnectionFactory(broker.url(), "hub", "guess")
                        .createConnection()
                        .start())
                .isInstanceOf(JMSException.class);
    }

    @Test
    void whoIsExpelledIsDisconnectedAndDoesNotComeBack() throws Exception {
        try (Connection venezia = spoke("c_l736")) {
            List<JMSException> told = new CopyOnWriteArrayList<>();
            venezia.setExceptionListener(told::add);
            venezia.createSession(Session.AUTO_ACKNOWLEDGE);
            members.remove(VENEZIA);
            broker.expel(VENEZIA);
            await().atMost(Duration.ofSeconds(30)).until(() -> !told.isEmpty());
        }
        assertThatThrownBy(() -> spoke("c_l736")).isInstanceOf(JMSException.class);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(presence)
                        .extracting(MemberPresence::member, MemberPresence::connected)
                        .containsExactly(
                                org.assertj.core.groups.Tuple.tuple(VENEZIA, true),
                                org.assertj.core.groups.Tuple.tuple(VENEZIA, false)));
    }

    /** A header (durable), and then: a value of no known type, a list cut short, data cut short, properties of nonsense. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "005370c0020141 00537799",
                "005370c0020141 005376c0ff",
                "005370c0020141 005375b0000000ff41",
                "005370c0020141 005373c00401a1ff41 005375a00141",
                "ff"
            })
    void octetsThatAreNoMessageAreRefusedAndTheHubGoesOnHearing(String octets) throws Exception {
        try (Connection hub = hub()) {
            Session inside = hub.createSession(Session.AUTO_ACKNOWLEDGE);
            MessageConsumer hearing = inside.createConsumer(inside.createQueue(Addresses.TO_HUB));
            try (RawSpoke raw = new RawSpoke(port, authority, authority.link("c_g337"))) {
                assertThat(raw.isAccepted(HexFormat.of().parseHex(octets.replace(" ", ""))))
                        .isFalse();
            }
            try (Connection venezia = spoke("c_l736")) {
                Session session = venezia.createSession(Session.AUTO_ACKNOWLEDGE);
                session.createProducer(session.createQueue(Addresses.TO_HUB)).send(session.createTextMessage("after"));
            }
            Message heard = hearing.receive(20_000);
            assertThat(heard).isNotNull();
            assertThat(heard.getBody(String.class)).isEqualTo("after");
        }
    }

    @Test
    void fullLanesOfMembersThatAreAwayTakeNothingFromTheOthers() throws Exception {
        List<MemberCode> away =
                List.of(new MemberCode("c_away1"), new MemberCode("c_away2"), new MemberCode("c_away3"));
        broker.declare(away);
        String block = "x".repeat(40 * 1024);
        try (Connection hub = hub()) {
            Session session = hub.createSession(Session.AUTO_ACKNOWLEDGE);
            for (MemberCode member : away) {
                MessageProducer lane = session.createProducer(session.createQueue(Addresses.of(member)));
                assertThatThrownBy(() -> {
                            for (int i = 0; i < 2_000; i++) {
                                lane.send(session.createTextMessage(block));
                            }
                        })
                        .as("the lane says no before the memory ends")
                        .isInstanceOf(JMSException.class);
            }
        }
        hubSends(Addresses.of(PARMA), "for Parma");
        assertThat(read(PARMA)).isEqualTo("for Parma");
        try (Connection venezia = spoke("c_l736")) {
            Session session = venezia.createSession(Session.AUTO_ACKNOWLEDGE);
            session.createProducer(session.createQueue(Addresses.TO_HUB)).send(session.createTextMessage("heard"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {310 * 1024, 20 * 1024 * 1024})
    void refusesWhatIsTooLargeAndKeepsNothingOfIt(int size) throws Exception {
        try (Connection venezia = spoke("c_l736")) {
            Session session = venezia.createSession(Session.AUTO_ACKNOWLEDGE);
            MessageProducer producer = session.createProducer(session.createQueue(Addresses.TO_HUB));
            BytesMessage large = session.createBytesMessage();
            large.writeBytes(new byte[size]);
            assertThatThrownBy(() -> producer.send(large)).hasMessageContaining("message_too_large");
        }
        try (Connection venezia = spoke("c_l736")) {
            Session session = venezia.createSession(Session.AUTO_ACKNOWLEDGE);
            BytesMessage allowed = session.createBytesMessage();
            allowed.writeBytes(new byte[256 * 1024]);
            session.createProducer(session.createQueue(Addresses.TO_HUB)).send(allowed);
        }
        try (var files = Files.list(folder.resolve("broker/large"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void whoSendsMoreThanHeMayIsReadLaterAndNobodyStandsBehindHim() throws Exception {
        int flood = 120;
        List<String> heard = new ArrayList<>();
        try (Connection hub = hub();
                Connection venezia = spoke("c_l736");
                Connection parma = spoke("c_g337")) {
            Session inside = hub.createSession(Session.AUTO_ACKNOWLEDGE);
            MessageConsumer hearing = inside.createConsumer(inside.createQueue(Addresses.TO_HUB));
            Session loud = venezia.createSession(Session.AUTO_ACKNOWLEDGE);
            MessageProducer much = loud.createProducer(loud.createQueue(Addresses.TO_HUB));
            Thread flooding = Thread.ofVirtual().start(() -> {
                try {
                    for (int i = 0; i < flood; i++) {
                        much.send(loud.createTextMessage("loud " + i));
                    }
                } catch (JMSException e) {
                    throw new IllegalStateException(e);
                }
            });
            long began = System.nanoTime();
            while (heard.size() < LIMITS.burst()) {
                heard.add(hearing.receive(20_000).getBody(String.class));
            }
            Session quiet = parma.createSession(Session.AUTO_ACKNOWLEDGE);
            quiet.createProducer(quiet.createQueue(Addresses.TO_HUB)).send(quiet.createTextMessage("quiet"));
            while (heard.size() < flood + 1) {
                heard.add(hearing.receive(20_000).getBody(String.class));
            }
            flooding.join();
            assertThat(heard.indexOf("quiet")).as("place of what came last").isLessThan(flood - 20);
            heard.remove("quiet");
            assertThat(heard)
                    .isEqualTo(
                            IntStream.range(0, flood).mapToObj(i -> "loud " + i).toList());
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isGreaterThan(Duration.ofMillis((flood - LIMITS.burst()) * 900L / LIMITS.perSecond()));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(fairness.of(VENEZIA).octets())
                            .as("all of it is acknowledged")
                            .isZero());
        }
    }

    @Test
    void whatNobodyHasDecidedOnKeepsItsSenderWaitingAndNobodyElse() throws Exception {
        String large = "x".repeat(200 * 1024);
        try (Connection venezia = spoke("c_l736")) {
            Session session = venezia.createSession(Session.AUTO_ACKNOWLEDGE);
            MessageProducer producer = session.createProducer(session.createQueue(Addresses.TO_HUB));
            AtomicInteger sent = new AtomicInteger();
            Thread flooding = Thread.ofVirtual().start(() -> {
                try {
                    for (int i = 0; i < 20; i++) {
                        producer.send(session.createTextMessage(large));
                        sent.incrementAndGet();
                    }
                } catch (JMSException e) {
                    sent.addAndGet(1_000); // it must not be told no
                }
            });
            await().atMost(Duration.ofSeconds(30))
                    .until(() ->
                            fairness.of(VENEZIA).octets() > LIMITS.waiting().toBytes());
            Thread.sleep(2_000); // in which its rate alone would let more come
            assertThat(sent.get()).isBetween(4, 6);
            try (Connection parma = spoke("c_g337")) {
                Session quiet = parma.createSession(Session.AUTO_ACKNOWLEDGE);
                quiet.createProducer(quiet.createQueue(Addresses.TO_HUB)).send(quiet.createTextMessage("quiet"));
            }
            try (Connection hub = hub()) {
                Session inside = hub.createSession(Session.AUTO_ACKNOWLEDGE);
                MessageConsumer hearing = inside.createConsumer(inside.createQueue(Addresses.TO_HUB));
                for (int i = 0; i < 21; i++) {
                    assertThat(hearing.receive(20_000)).isNotNull();
                }
            }
            flooding.join();
            assertThat(sent.get()).isEqualTo(20);
        }
    }

    @Test
    void oneConnectionTooManyIsRefusedWithThePublishedWordAndOneThatEndsMakesRoom() throws Exception {
        List<Connection> open = new ArrayList<>();
        for (int i = 0; i < LIMITS.connections(); i++) {
            open.add(spoke("c_l736"));
        }
        assertThatThrownBy(() -> spoke("c_l736")).hasMessageContaining("too_many_at_once");
        spoke("c_g337").close();
        open.removeFirst().close();
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> open.add(spoke("c_l736")));
        for (Connection connection : open) {
            connection.close();
        }
    }

    /** What looks again whether there is room for one too many finds it gone, and keeps no place for it. */
    @Test
    void whoIsRefusedAndGoesTakesNoPlaceOnceThereIsRoom() throws Exception {
        List<Connection> open = new ArrayList<>();
        for (int i = 0; i < LIMITS.connections(); i++) {
            open.add(spoke("c_l736"));
        }
        for (int i = 0; i < LIMITS.connections(); i++) {
            assertThatThrownBy(() -> spoke("c_l736")).hasMessageContaining("too_many_at_once");
        }
        for (Connection connection : open) {
            connection.close();
        }
        await().during(Duration.ofSeconds(4)) // longer than one too many is waited for
                .atMost(Duration.ofSeconds(30))
                .until(() -> fairness.of(VENEZIA).connections() == 0);
        spoke("c_l736").close();
    }

    @Test
    void connectionsOnWhichNothingBeginsCountForTheirMemberAndEnd() throws Exception {
        TestAuthority.Identity venezia = authority.link("c_l736");
        try (RawSpoke one = new RawSpoke(port, authority, venezia);
                RawSpoke another = new RawSpoke(port, authority, venezia);
                RawSpoke third = new RawSpoke(port, authority, venezia);
                Connection parma = spoke("c_g337")) {
            assertThat(fairness.of(VENEZIA).connections()).isEqualTo(LIMITS.connections());
            assertThatThrownBy(() -> Spoke.connect(port, authority, venezia)).hasMessageContaining("too_many_at_once");
            assertThat(List.of(
                            one.isEndedWithin(BEGINS_WITHIN.multipliedBy(2)),
                            another.isEndedWithin(BEGINS_WITHIN.multipliedBy(2)),
                            third.isEndedWithin(BEGINS_WITHIN.multipliedBy(2))))
                    .containsOnly(true);
            parma.createSession(Session.AUTO_ACKNOWLEDGE); // on this one a session has begun
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(fairness.of(VENEZIA).connections()).isZero());
        Spoke.connect(port, authority, venezia).close();
    }

    @Test
    void oneTooManyOnWhichNothingBeginsGoesBeforeThoseThatHaveAPlace() throws Exception {
        List<Connection> open = new ArrayList<>();
        for (int i = 0; i < LIMITS.connections(); i++) {
            open.add(spoke("c_l736"));
        }
        try (RawSpoke raw = new RawSpoke(port, authority, authority.link("c_l736"))) {
            assertThat(raw.isEndedWithin(BEGINS_WITHIN.minusSeconds(1))).isTrue();
        }
        assertThat(fairness.of(VENEZIA).connections()).isEqualTo(LIMITS.connections());
        for (Connection connection : open) {
            connection.createSession(Session.AUTO_ACKNOWLEDGE); // still there
            connection.close();
        }
    }

    @Test
    void whoIsExpelledLosesTheConnectionsOnWhichNothingHasBegun() throws Exception {
        try (RawSpoke venezia = new RawSpoke(port, authority, authority.link("c_l736"));
                RawSpoke parma = new RawSpoke(port, authority, authority.link("c_g337"))) {
            members.remove(VENEZIA);
            broker.expel(VENEZIA);
            assertThat(venezia.isEndedWithin(Duration.ofSeconds(3))).isTrue();
            assertThat(parma.isEndedWithin(Duration.ofMillis(200))).isFalse();
        }
    }

    @Test
    void aConnectionCountsFromItsFirstOctetsOnAndOneOfNobodyAdmittedForNobody() throws Exception {
        try (Socket _ = greeted("c_l736");
                Socket _ = greeted("c_x999")) {
            assertThat(fairness.of(VENEZIA).connections()).isOne();
            assertThat(fairness.of(new MemberCode("c_x999")).connections()).isZero();
        }
    }

    /** The broker has answered the first octets, and is told nothing more. */
    private Socket greeted(String name) throws Exception {
        Socket socket = Spoke.context(authority, authority.link(name))
                .getSocketFactory()
                .createSocket("127.0.0.1", port);
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(new byte[] {'A', 'M', 'Q', 'P', 3, 1, 0, 0});
        assertThat(socket.getInputStream().readNBytes(8)).startsWith('A', 'M', 'Q', 'P');
        return socket;
    }

    @Test
    void startsAgainOnItsOwnJournal() throws Exception {
        hubSends(Addresses.of(PARMA), "durable");
        try (Connection venezia = spoke("c_l736")) {
            Session session = venezia.createSession(Session.AUTO_ACKNOWLEDGE);
            session.createProducer(session.createQueue(Addresses.TO_HUB)).send(session.createTextMessage("sealed"));
        }
        broker.close();
        start();
        assertThat(read(PARMA)).isEqualTo("durable");
        try (Connection hub = hub()) {
            Session session = hub.createSession(Session.AUTO_ACKNOWLEDGE);
            Message received = session.createConsumer(session.createQueue(Addresses.TO_HUB))
                    .receive(20_000);
            assertThat(received.getStringProperty("JMSXUserID")).isEqualTo(VENEZIA.value());
        }
    }

    @Test
    void saysInOneSentenceThatThePortIsTaken() throws Exception {
        TestAuthority.Identity hub = authority.link("hub");
        TlsFiles.Stores tls = new TlsFiles(hub.certificate(), hub.key(), authority.certificate())
                .writeInto(folder.resolve("tls2"), "password");
        broker.shut();
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> broker.open("127.0.0.1", port, tls, LIMITS.comings()))
                    .isInstanceOf(EmbeddedPartFailed.class)
                    .hasMessageContaining("snodo.broker.port");
        }
    }

    @Test
    void saysInOneSentenceThatTheJournalIsBroken() throws Exception {
        broker.close();
        Path broken = Files.createDirectory(folder.resolve("broken"));
        Files.writeString(broken.resolve("journal"), "a file where a folder should be");
        assertThatThrownBy(() -> EmbeddedBroker.start(broken, new Gatekeeper(members::contains, SECRET)))
                .isInstanceOf(EmbeddedPartFailed.class)
                .hasMessageContaining("does not start");
    }

    private Connection spoke(String name) throws Exception {
        return Spoke.connect(port, authority, authority.link(name));
    }

    private Connection hub() throws JMSException {
        Connection connection = new ActiveMQConnectionFactory(broker.url(), "hub", SECRET).createConnection();
        connection.start();
        return connection;
    }

    private void hubSends(String address, String text) throws JMSException {
        try (Connection hub = hub()) {
            Session session = hub.createSession(Session.AUTO_ACKNOWLEDGE);
            session.createProducer(session.createQueue(address)).send(session.createTextMessage(text));
        }
    }

    private String read(MemberCode member) throws Exception {
        try (Connection connection = spoke(member.value())) {
            Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
            Message message = session.createConsumer(session.createQueue(Addresses.of(member)))
                    .receive(20_000);
            assertThat(message).as("something on the address of " + member).isNotNull();
            return message.getBody(String.class);
        }
    }
}
