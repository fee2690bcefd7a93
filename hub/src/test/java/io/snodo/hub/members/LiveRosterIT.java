package io.snodo.hub.members;

import static io.snodo.hub.TestHub.BRESCIA;
import static io.snodo.hub.TestHub.PARMA;
import static io.snodo.hub.TestHub.REGGIO_CALABRIA;
import static io.snodo.hub.TestHub.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snodo.hub.TestHub;
import io.snodo.hub.delivery.Mailbox;
import io.snodo.hub.doors.modi.ModiClient;
import io.snodo.hub.doors.rest.OperatorClient;
import io.snodo.hub.embedded.artemis.Spoke;
import io.snodo.hub.exchange.Decision;
import io.snodo.hub.exchange.Exchange;
import io.snodo.hub.exchange.Incoming;
import io.snodo.hub.exchange.Pen;
import io.snodo.hub.identity.CallsAtOnce;
import io.snodo.hub.members.Change.Kind;
import io.snodo.hub.members.store.StoredRegistry;
import io.snodo.hub.operators.Act;
import io.snodo.hub.operators.Suspension;
import io.snodo.hub.operators.Trail;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.Addresses;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.MemberHello;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.TrackingCode;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.Sealed;
import io.snodo.messages.seal.Validity;
import io.snodo.messages.seal.VerifyKey;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/** Who belongs changes while the hub runs and its members are connected; each change counts at every door within two seconds. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LiveRosterIT {
    private static final Duration IN_FORCE = Duration.ofSeconds(2);

    @TempDir
    static Path folder;

    private static TestHub hub;

    @BeforeAll
    static void start() throws IOException {
        hub = TestHub.start(folder);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    @Order(1)
    void whatIsPlannedIsAppliedAndWhoIsConnectedHearsOfIt() throws Exception {
        Registrar registrar = hub.bean(Registrar.class);
        assertThat(registrar.plan()).isEmpty();
        assertThat(applied()).isEmpty();
        try (Connection venezia = Spoke.connect(hub.brokerPort(), hub.authority(), hub.link(VENEZIA));
                MessageConsumer ear = listening(venezia, VENEZIA)) {
            change(PARMA, "phone: \"+39 0521 000000\"", "phone: \"+39 0521 000001\"");
            List<Change> plan = registrar.plan();
            assertThat(plan).containsExactly(new Change(Kind.PRESENTS_ITSELF_OTHERWISE, PARMA, "phone"));
            assertThat(hub.bean(Members.class).registry().version())
                    .as("planned only")
                    .isEqualTo(1);

            assertThat(applied()).isEqualTo(plan);
            assertThat(hub.bean(Members.class).find(PARMA).orElseThrow().phone())
                    .isEqualTo("+39 0521 000001");
            assertThat(heard(ear, "registry.changes"))
                    .contains("+39 0521 000001", "\"from\":1")
                    .as("of nobody else")
                    .doesNotContain("\"c_b157\"");
        }
    }

    @Test
    @Order(2)
    void aFolderThatCannotBeReadChangesNothing() throws IOException {
        Path file = hub.tenant(PARMA).resolve("tenant.yaml");
        String good = Files.readString(file);
        Files.writeString(file, good + "colour: blue\n");
        assertThatThrownBy(() -> applied())
                .isInstanceOf(TenantsUnusable.class)
                .hasMessageContaining("parma")
                .hasMessageContaining("colour");
        Files.writeString(file, good);
        assertThat(hub.bean(Registrar.class).plan()).isEmpty();
    }

    @Test
    @Order(3)
    void whoReceivesAnotherWayFindsThereWhatItHasNotConfirmed() throws Exception {
        Pen venezia = Pen.of(hub, VENEZIA);
        TicketNumber ticket = venezia.number(3);
        accepted(venezia, venezia.open(ticket, TrackingCode.random()));
        Instant deadline = Instant.now().plusSeconds(600);
        accepted(venezia, venezia.act(ticket, 1, new HandoverOffer("Strada di Parma", deadline, null), PARMA));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(mailbox(PARMA)).as("put on its address").isEmpty());

        Path file = hub.tenant(PARMA).resolve("tenant.yaml");
        Files.writeString(file, Files.readString(file) + "binding: {kind: rest-pull}\n");
        assertThat(applied()).containsExactly(new Change(Kind.IS_SERVED_OTHERWISE, PARMA, "binding"));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(mailbox(PARMA)).contains("handover.offer"));
    }

    @Test
    @Order(4)
    void aRevokedKeyIsRefusedWithinTwoSecondsAndWhatItSealedBeforeStaysGood() throws Exception {
        Pen brescia = Pen.of(hub, BRESCIA);
        TicketNumber ticket = brescia.number(4);
        accepted(brescia, brescia.open(ticket, TrackingCode.random()));
        Path certificates = hub.tenant(BRESCIA).resolve("certificates");
        Files.copy(hub.authority().seal("brescia-second").certificate(), certificates.resolve("seal-2.pem"));
        Files.move(
                certificates.resolve("seal.pem"),
                Files.createDirectories(certificates.resolve("revoked")).resolve("stolen.pem"));

        assertThat(applied()).extracting(Change::kind).containsExactlyInAnyOrder(Kind.KEY_ADDED, Kind.KEY_REVOKED);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(mailbox(PARMA))
                        .as("who fetches is told as well")
                        .contains("registry.changes"));
        refusedInTime(
                brescia,
                () -> brescia.act(ticket, 1, new NoteAdd("dopo", Audience.PARTIES, null)),
                RefusalCode.KEY_NOT_VALID);
    }

    @Test
    @Order(5)
    void whoIsSuspendedIsLetInAtNoDoorAndGetsWhatHasWaitedWhenItIsResumed() throws Exception {
        Pen venezia = Pen.of(hub, VENEZIA);
        Pen reggio = Pen.of(hub, REGGIO_CALABRIA);
        TicketNumber ticket = venezia.number(5);
        TicketNumber own = reggio.number(5);
        accepted(venezia, venezia.open(ticket, TrackingCode.random()));
        accepted(reggio, reggio.open(own, TrackingCode.random()));
        CountDownLatch sentAway = new CountDownLatch(1);
        try (OperatorClient operator = new OperatorClient(hub);
                ModiClient modi = new ModiClient(hub, REGGIO_CALABRIA);
                Connection before = Spoke.connect(hub.brokerPort(), hub.authority(), hub.link(REGGIO_CALABRIA));
                Connection other = Spoke.connect(hub.brokerPort(), hub.authority(), hub.link(VENEZIA));
                MessageConsumer ear = listening(other, VENEZIA)) {
            before.setExceptionListener(_ -> sentAway.countDown());
            assertThat(modi.get("deliveries").statusCode()).isEqualTo(200);

            Map<String, String> why = Map.of("reason", "il contratto è scaduto");
            assertThat(operator.done("/members/c_h224/suspension", why)
                            .path("result")
                            .asString())
                    .isEqualTo("asked");
            assertThat(operator.done("/members/c_h224/suspension", why)
                            .path("result")
                            .asString())
                    .as("the same two eyes again")
                    .isEqualTo("nothing_to_do");
            assertThat(modi.get("deliveries").statusCode()).isEqualTo(200);
            assertThat(hub.bean(Suspension.class).suspend("hub", REGGIO_CALABRIA, "confermo"))
                    .isEqualTo(Act.Result.DONE);
            assertThat(operator.seen("/members").path("items").valueStream())
                    .filteredOn(member -> member.path("state").asString().equals("suspended"))
                    .extracting(member -> member.path("code").asString())
                    .containsExactly("c_h224");

            assertThat(sentAway.await(IN_FORCE.toMillis(), TimeUnit.MILLISECONDS))
                    .isTrue();
            assertThat(modi.get("deliveries").body()).contains("member_suspended");
            assertThatThrownBy(() -> Spoke.connect(hub.brokerPort(), hub.authority(), hub.link(REGGIO_CALABRIA))
                            .close())
                    .isInstanceOf(JMSException.class);
            Pen.Written note = reggio.act(own, 1, new NoteAdd("intanto", Audience.PARTIES, null));
            refused(reggio, note, RefusalCode.MEMBER_SUSPENDED);
            HandoverOffer offer = new HandoverOffer("Tocca a voi", Instant.now().plusSeconds(600), null);
            refused(venezia, venezia.act(ticket, 1, offer, REGGIO_CALABRIA), RefusalCode.RECIPIENT_SUSPENDED);
            assertThat(hub.bean(Members.class)
                            .find(REGGIO_CALABRIA)
                            .orElseThrow()
                            .suspended())
                    .as("spokes are told")
                    .isTrue();
            assertThat(operator.seen("/members/c_h224/tickets")
                            .at("/items/0/number")
                            .asString())
                    .isEqualTo(own.value());
            assertThat(operator.done("/members/c_h224/suspension", Map.of("reason", "ancora"))
                            .path("result")
                            .asString())
                    .isEqualTo("nothing_to_do");
            assertThat(hub.bean(Registrar.class).plan())
                    .as("the folder says nothing of it")
                    .isEmpty();

            operator.done("/members/c_h224/resumption", Map.of("reason", "rinnovato"));

            accepted(reggio, note);
            accepted(venezia, venezia.act(ticket, 1, offer, REGGIO_CALABRIA));
            assertThat(heard(ear, "registry.changes", "\"suspended\":true")).contains("c_h224");
            assertThat(operator.seen("/acts").path("items").valueStream())
                    .extracting(act -> act.path("kind").asString() + " "
                            + act.path("result").asString())
                    .containsSubsequence("resume done", "suspend nothing_to_do", "suspend done", "suspend asked");
            assertThat(hub.bean(Registrar.class).livesOf(REGGIO_CALABRIA))
                    .extracting(Life::state)
                    .containsExactly(Life.State.ADMITTED, Life.State.SUSPENDED, Life.State.ADMITTED);
        }
    }

    @Test
    @Order(6)
    void anOperatorAppliesWhatItHasSeenPlannedAndRevokesAKeyForGood() throws Exception {
        try (OperatorClient operator = new OperatorClient(hub)) {
            Path broken = hub.tenant(PARMA).resolve("tenant.yaml");
            String good = Files.readString(broken);
            Files.writeString(broken, good + "colour: blue\n");
            change(VENEZIA, "skills: [", "skills: [nowhere, ");
            assertThat(operator.seen("/plan").path("faults").valueStream())
                    .extracting(fault -> fault.path("file").asString())
                    .containsExactly("parma/tenant.yaml");
            Files.writeString(broken, good);
            assertThat(operator.seen("/plan").at("/faults/0/file").asString()).contains("c_l736");
            change(VENEZIA, "skills: [nowhere, ", "skills: [");

            change(PARMA, "+39 0521 000001", "+39 0521 000002");
            JsonNode plan = operator.seen("/plan");
            assertThat(plan.path("changes").size()).isEqualTo(1);
            change(VENEZIA, "phone: \"+39 041 ", "phone: \"+39 042 ");
            Map<String, String> asked = Map.of("plan", plan.path("plan").asString());
            assertThat(operator.done("/registry", asked).path("outcome").asString())
                    .isEqualTo("plan_outdated");
            JsonNode again = operator.seen("/plan");
            JsonNode applied =
                    operator.done("/registry", Map.of("plan", again.path("plan").asString()));
            assertThat(applied.path("outcome").asString()).isEqualTo("applied");
            assertThat(applied.path("changes")).isEqualTo(again.path("changes"));
            assertThat(hub.bean(Trail.class).pageAbout(PARMA, 1, 0))
                    .as("each member finds its own")
                    .first()
                    .satisfies(act -> assertThat(act.what()).isEqualTo("presents_itself_otherwise c_g337 phone"));
            assertThat(hub.bean(Trail.class).pageAbout(VENEZIA, 10, 0))
                    .noneMatch(act -> act.what().contains("c_g337"));

            Files.copy(
                    hub.authority().seal("parma-second").certificate(),
                    hub.tenant(PARMA).resolve("certificates").resolve("seal-2.pem"));
            applied();
            String key = hub.seal(PARMA).verifyKey().keyId();
            assertThat(operator.done("/members/c_g337/revocations", Map.of("key", key, "reason", "rubata"))
                            .path("result")
                            .asString())
                    .isEqualTo("done");
            Pen parma = Pen.of(hub, PARMA);
            AtomicInteger serial = new AtomicInteger(6);
            refusedInTime(
                    parma,
                    () -> parma.open(parma.number(serial.getAndIncrement()), TrackingCode.random()),
                    RefusalCode.KEY_NOT_VALID);
            assertThat(hub.bean(Registrar.class).plan())
                    .as("it does not come back by lying in the folder")
                    .isEmpty();
            assertThat(applied()).isEmpty();
        }
    }

    @Test
    @Order(7)
    void whoHasLeftIsSentAwayFromAnOpenConnectionAndLetInAtNoDoor() throws Exception {
        CountDownLatch sentAway = new CountDownLatch(1);
        try (Connection reggio = Spoke.connect(hub.brokerPort(), hub.authority(), hub.link(REGGIO_CALABRIA));
                ModiClient modi = new ModiClient(hub, REGGIO_CALABRIA)) {
            reggio.setExceptionListener(_ -> sentAway.countDown());
            assertThat(modi.get("deliveries").statusCode()).isEqualTo(200);

            FileSystemUtils.deleteRecursively(hub.tenant(REGGIO_CALABRIA));
            for (MemberCode other : List.of(VENEZIA, PARMA, BRESCIA)) {
                change(other, ", c_h224]", "]");
            }
            // as another node does it: this one only looks
            RegistryKeeper keeper = hub.bean(RegistryKeeper.class);
            assertThat(keeper.become(keeper.differing().orElseThrow(), "hub", () -> {}))
                    .isTrue();

            assertThat(sentAway.await(IN_FORCE.toMillis(), TimeUnit.MILLISECONDS))
                    .isTrue();
            assertThat(modi.get("deliveries").statusCode()).isEqualTo(403);
            assertThatThrownBy(() -> Spoke.connect(hub.brokerPort(), hub.authority(), hub.link(REGGIO_CALABRIA))
                            .close())
                    .isInstanceOf(JMSException.class);
        }
    }

    @Test
    @Order(10)
    void whatIsAgreedOnLimitsCountsAtOnceAndTheOperatorSeesHowMuchIsUsed() throws Exception {
        Pen pen = Pen.of(hub, BRESCIA);
        Pen.Written large = pen.act(pen.number(88), 1, new NoteAdd("x".repeat(1_500), Audience.PARTIES, null));
        try (ModiClient modi = new ModiClient(hub, BRESCIA);
                OperatorClient operator = new OperatorClient(hub)) {
            assertThat(most(operator, "calls_at_once")).isEqualTo(32);
            assertThat(modi.get("deliveries").statusCode()).isEqualTo(200);
            Path file = hub.tenant(BRESCIA).resolve("tenant.yaml");
            Files.writeString(file, Files.readString(file) + """
                    limits:
                      rate: {perSecond: 100, burst: 900}
                      connections: 1
                      messageSize: 1KB
                      storage: 5MB
                    """);
            assertThat(hub.bean(Registrar.class).plan())
                    .containsExactly(new Change(Kind.IS_SERVED_OTHERWISE, BRESCIA, "limits"));
            applied();

            assertThat(most(operator, "calls")).isEqualTo(900);
            assertThat(most(operator, "calls_at_once")).isEqualTo(1);
            assertThat(most(operator, "messages")).isEqualTo(900);
            assertThat(most(operator, "connections")).isEqualTo(1);
            assertThat(most(operator, "storage")).isEqualTo(5 * 1024 * 1024);
            HttpResponse<String> alone = modi.get("deliveries");
            assertThat(alone.statusCode()).isEqualTo(200);
            assertThat(alone.headers().firstValue("X-RateLimit-Limit")).contains("900");
            await().atMost(Duration.ofSeconds(5)) // the call before is over a moment after its answer
                    .until(() -> hub.bean(CallsAtOnce.class).begin(BRESCIA));
            HttpResponse<String> oneTooMany = modi.get("deliveries");
            assertThat(oneTooMany.statusCode()).isEqualTo(429);
            assertThat(oneTooMany.body()).contains("\"code\":\"too_many_at_once\"");
            assertThat(oneTooMany.headers().firstValue("Retry-After")).contains("1");
            assertThat(oneTooMany.headers().firstValue("X-RateLimit-Limit")).contains("900");
            hub.bean(CallsAtOnce.class).end(BRESCIA);
            assertThat(modi.get("deliveries").statusCode()).isEqualTo(200);
        }
        assertThat(hub.bean(Exchange.class)
                        .submit(new Incoming(large.jws(), BRESCIA, "test"))
                        .get(20, TimeUnit.SECONDS))
                .isEqualTo(new Decision.Refused(null, Refusal.of(RefusalCode.MESSAGE_TOO_LARGE)));
    }

    private static long most(OperatorClient operator, String limit) throws Exception {
        return operator.seen("/members/" + BRESCIA + "/limits")
                .path("items")
                .valueStream()
                .filter(item -> item.path("limit").asString().equals(limit))
                .findFirst()
                .orElseThrow()
                .path("most")
                .asLong();
    }

    @Test
    @Order(9)
    void whoPresentsItselfIsToldWhatItsCopyLacksAndTwoWithTheSameCopyBySameMessage() throws Exception {
        long version = hub.bean(Members.class).registry().version();
        Pen venezia = Pen.of(hub, VENEZIA);
        try (Connection connection = Spoke.connect(hub.brokerPort(), hub.authority(), hub.link(VENEZIA));
                MessageConsumer ear = listening(connection, VENEZIA)) {
            accepted(venezia, hello(venezia, version - 1));
            String changes = heard(ear, "registry.changes", "\"from\":" + (version - 1));
            assertThat(changes)
                    .contains("\"from\":" + (version - 1), "\"version\":" + version, "\"membersGone\":[\"c_h224\"]");

            accepted(venezia, hello(venezia, 0));
            assertThat(heard(ear, "registry", "\"version\":" + version))
                    .contains("\"c_b157\"", "Brescia")
                    .doesNotContain("instead");

            accepted(venezia, hello(venezia, version + 3));
            assertThat(heard(ear, "registry", "instead")).contains("\"instead\":" + (version + 3));

            accepted(venezia, hello(venezia, version));
            accepted(venezia, hello(venezia, version - 1));
            assertThat(heard(ear, "registry.changes", "\"from\":"))
                    .as("nothing for who has the newest, and no second message for the same")
                    .isEqualTo(changes);
        }
    }

    @Test
    @Order(12)
    void whatHasComeToAMemberWhileTheFolderWasReadIsNotTakenFromIt() throws Exception {
        change(PARMA, "+39 0521 000002", "+39 0521 000111");
        RegistryKeeper keeper = hub.bean(RegistryKeeper.class);
        Registrar registrar = hub.bean(Registrar.class);
        VerifyKey fresh = SealKey.generate().verifyKey();
        AtomicInteger planned = new AtomicInteger();

        registrar.apply(
                "prova",
                _ -> {
                    if (planned.getAndIncrement() == 0) {
                        enrol(PARMA, fresh);
                    }
                    return true;
                },
                _ -> {});

        assertThat(planned).hasValue(2);
        assertThat(hub.bean(Members.class).find(PARMA).orElseThrow().keys())
                .extracting(VerifyKey::idOf)
                .contains(fresh.keyId());
        assertThat(keeper.differing()).isEmpty();
    }

    /** As enrolment does it, on whatever node. */
    private static void enrol(MemberCode member, VerifyKey key) {
        TransactionTemplate transaction = new TransactionTemplate(hub.bean(PlatformTransactionManager.class));
        CurrentTenant.run(
                MemberCode.HUB,
                () -> transaction.executeWithoutResult(_ -> {
                    StoredRegistry stored = hub.bean(StoredRegistry.class);
                    stored.enrol(member, key, Validity.ALWAYS, Instant.now());
                    stored.growCertificates();
                    stored.grow();
                }));
    }

    @Test
    @Order(11)
    void aNeighbouringHubIsPlannedAndAppliedAsMembersAreAndGoesAlongWithTheFolder() throws IOException {
        MemberCode north = new MemberCode("hub_north");
        Path file = Files.createDirectories(hub.tenants().resolve("hubs")).resolve(north + ".yaml");
        Files.writeString(
                file,
                "hub: %s\nname: Hub del Nord\nendpoint: https://hub.example/rest\nkeys: [%s]\n"
                        .formatted(
                                north,
                                Json.MAPPER.writeValueAsString(
                                        SealKey.generate().verifyKey().jwk())));
        Registrar registrar = hub.bean(Registrar.class);
        List<Change> plan = registrar.plan();
        assertThat(plan).containsExactly(new Change(Kind.HUB_ADDED, north, "Hub del Nord"));
        assertThat(applied()).isEqualTo(plan);
        assertThat(hub.bean(Members.class).near(north)).isPresent();
        assertThat(hub.bean(TenantFiles.class).after("").orElseThrow().files())
                .extracting(TenantFiles.Content::path)
                .contains("hubs/hub_north.yaml");

        Files.writeString(file, Files.readString(file).replace("hub.example", "elsewhere.example"));
        assertThat(registrar.plan()).containsExactly(new Change(Kind.HUB_CHANGED, north, "endpoint"));
        Files.delete(file);
        assertThat(applied()).containsExactly(new Change(Kind.HUB_GONE, north, "Hub del Nord"));
        assertThat(hub.bean(Members.class).near()).isEmpty();
    }

    private static Pen.Written hello(Pen pen, long copy) {
        return pen.say(new MemberHello("test", List.of("1.0"), copy));
    }

    private static List<Change> applied() {
        return hub.bean(Registrar.class).apply("test", _ -> {});
    }

    private static void change(MemberCode member, String from, String to) throws IOException {
        Path file = hub.tenant(member).resolve("tenant.yaml");
        String before = Files.readString(file);
        assertThat(before).contains(from);
        Files.writeString(file, before.replace(from, to));
    }

    private static void accepted(Pen pen, Pen.Written message) throws Exception {
        assertThat(hub.bean(Exchange.class)
                        .submit(new Incoming(message.jws(), pen.member(), "test"))
                        .get(20, TimeUnit.SECONDS))
                .isInstanceOf(Decision.Accepted.class);
    }

    /** What {@code messages} gives is tried again and again until it is refused. */
    private static void refusedInTime(Pen pen, Supplier<Pen.Written> messages, RefusalCode code) {
        await().atMost(IN_FORCE).untilAsserted(() -> refused(pen, messages.get(), code));
    }

    private static void refused(Pen pen, Pen.Written message, RefusalCode code) throws Exception {
        assertThat(hub.bean(Exchange.class)
                        .submit(new Incoming(message.jws(), pen.member(), "test"))
                        .get(20, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(code));
    }

    private static List<String> mailbox(MemberCode member) {
        return hub.bean(Mailbox.class).after(member, 0, 10).items().stream()
                .map(delivery -> Json.MAPPER
                        .readTree(payload(delivery.message()))
                        .path("type")
                        .asString())
                .toList();
    }

    private static String payload(String jws) {
        return new String(Sealed.read(jws).orElseThrow().alreadyVerified(), StandardCharsets.UTF_8);
    }

    /** The payload of the first message of that type that comes. */
    private static String heard(MessageConsumer ear, String type) throws JMSException {
        while (true) {
            Message message = ear.receive(20_000);
            assertThat(message).as("nothing of type " + type + " came").isNotNull();
            if (Json.MAPPER.readValue(message.getBody(byte[].class), Frame.class) instanceof Frame.Delivery delivery) {
                String payload = payload(delivery.message());
                if (Json.MAPPER.readTree(payload).path("type").asString().equals(type)) {
                    return payload;
                }
            }
        }
    }

    /** The first with these words: what an earlier test was told may come before. */
    private static String heard(MessageConsumer ear, String type, String words) throws JMSException {
        String payload = heard(ear, type);
        while (!payload.contains(words)) {
            payload = heard(ear, type);
        }
        return payload;
    }

    private static MessageConsumer listening(Connection connection, MemberCode member) throws JMSException {
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        return session.createConsumer(session.createQueue(Addresses.of(member)));
    }
}
