package io.snodo.hub.delivery.rest;

import static io.snodo.hub.TestHub.BRESCIA;
import static io.snodo.hub.TestHub.PARMA;
import static io.snodo.hub.TestHub.REGGIO_CALABRIA;
import static io.snodo.hub.TestHub.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snodo.hub.TestHub;
import io.snodo.hub.correspondents.ByAmqp;
import io.snodo.hub.correspondents.ByRest;
import io.snodo.hub.correspondents.BySoap;
import io.snodo.hub.correspondents.Correspondent;
import io.snodo.hub.correspondents.Exchanged;
import io.snodo.hub.correspondents.SoapEndpoint;
import io.snodo.hub.delivery.Deliveries;
import io.snodo.hub.doors.modi.ModiClient;
import io.snodo.hub.embedded.artemis.Spoke;
import io.snodo.hub.exchange.Pen;
import io.snodo.hub.exchange.Tickets;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.Addresses;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.HandoverAccept;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.Outcome;
import io.snodo.messages.body.Receipt;
import io.snodo.messages.body.TicketConfirm;
import io.snodo.messages.body.TicketResolve;
import io.snodo.messages.body.TrackingCode;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.receipt.Record;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** All bindings at one hub: Venezia stays connected by AMQP, Parma asks over REST, Brescia is called, and two come by SOAP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TogetherByBindingsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final MemberCode FIRENZE = new MemberCode("c_d612");
    private static final MemberCode TORINO = new MemberCode("c_l219");

    private TestHub hub;
    private int port;
    private Endpoint brescia;
    private ModiClient fromBrescia;
    private ModiClient parma;
    private Connection connection;
    private Session session;
    private MessageProducer toHub;
    private MessageConsumer toVenezia;
    private SoapEndpoint torino;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        int soapPort;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            soapPort = free.getLocalPort();
        }
        hub = TestHub.prepared(folder);
        hub.bind(PARMA, "{kind: rest-pull}");
        hub.join(FIRENZE, "firenze", "{kind: soap-pull}");
        hub.join(TORINO, "torino", "{kind: soap-push, endpoint: '" + SoapEndpoint.at(soapPort) + "'}");
        hub.bind(BRESCIA, "{kind: rest-push, endpoint: '" + Endpoint.at(port) + "'}");
        hub.startAgain(
                "snodo.delivery.longest-pause=1s", "snodo.submissions.longest-pause=1s", "snodo.api.rate.burst=10000");
        brescia = new Endpoint(hub, BRESCIA, port);
        torino = new SoapEndpoint(hub, TORINO, soapPort);
        fromBrescia = new ModiClient(hub, BRESCIA);
        parma = new ModiClient(hub, PARMA);
        connect();
    }

    private void connect() throws Exception {
        connection = Spoke.connect(hub.brokerPort(), hub.authority(), hub.link(VENEZIA));
        session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        toHub = session.createProducer(session.createQueue(Addresses.TO_HUB));
        toVenezia = session.createConsumer(session.createQueue(Addresses.of(VENEZIA)));
    }

    @AfterAll
    void stop() throws Exception {
        connection.close();
        fromBrescia.close();
        parma.close();
        brescia.close();
        torino.close();
        hub.close();
    }

    @Test
    @Order(1)
    void aTicketGoesFromOpenToCloseAcrossThreeBindings() throws Exception {
        Pen venezia = Pen.of(hub, VENEZIA);
        TicketNumber number = venezia.number(61);
        byAmqp(venezia.open(number, TrackingCode.random()));
        Pen.Written toParma = offer(venezia, number, 1, PARMA);
        byAmqp(toParma);
        await().atMost(PATIENCE)
                .until(() -> waiting().stream().anyMatch(d -> d.message().equals(toParma.jws())));

        Pen pen = Pen.of(hub, PARMA);
        accepted(parma, pen.act(number, 1, new HandoverAccept(toParma.id())));
        assertThat(nextDelivery(delivery -> delivery.stamp().leaf().contains("handover.accept")))
                .isNotNull();
        Pen.Written toBrescia = offer(pen, number, 2, BRESCIA);
        accepted(parma, toBrescia);
        await().atMost(PATIENCE)
                .until(() ->
                        brescia.deliveries.stream().anyMatch(d -> d.message().equals(toBrescia.jws())));

        Pen third = Pen.of(hub, BRESCIA);
        pushed(third.act(number, 2, new HandoverAccept(toBrescia.id())));
        pushed(third.act(number, 3, new TicketResolve(Outcome.SOLVED, "fatto")));
        pushed(third.say(receipt(brescia.deliveries.getFirst())));
        nextDelivery(delivery -> delivery.stamp().leaf().contains("ticket.resolve"));
        byAmqp(venezia.act(number, 3, new TicketConfirm(null)));
        await().atMost(PATIENCE)
                .until(() -> CurrentTenant.during(
                                VENEZIA, () -> hub.bean(Tickets.class).find(number))
                        .orElseThrow()
                        .status()
                        .toString()
                        .equalsIgnoreCase("closed"));
        await().atMost(PATIENCE).until(() -> lastDelivered("ticket.confirm"));
    }

    /** All that was delivered to Brescia came in the hub's order. */
    private boolean lastDelivered(String type) {
        List<Record> records = brescia.deliveries.stream().map(this::record).toList();
        assertThat(records.stream().map(Record::sequence).filter(s -> s > 0).toList())
                .isSorted();
        return !records.isEmpty() && records.getLast().type().equals(type);
    }

    @Test
    @Order(2)
    void theCallingHubShowsItsCertificateAndTellsByItsCorrelationId() throws Exception {
        HttpResponse<String> taken = post(Pen.of(hub, BRESCIA).say(receipt(brescia.deliveries.getFirst())));

        Endpoint.Told told = brescia.outcomes.poll(60, TimeUnit.SECONDS);
        assertThat(told).isNotNull();
        assertThat(told.correlation())
                .isEqualTo(taken.headers().firstValue("X-Correlation-ID").orElseThrow());
        assertThat(told.certificate()).isEqualTo("CN=hub");
        assertThat(told.token().getJWTClaimsSet().getAudience()).containsExactly("c_b157");
        assertThat(taken.headers().firstValue("Location")).isEmpty();
    }

    @Test
    @Order(3)
    void aSenderThatIsCalledHearsHowFarItsMessagesHaveCome() throws Exception {
        Pen pen = Pen.of(hub, BRESCIA);
        TicketNumber number = pen.number(62);
        pushed(pen.open(number, TrackingCode.random()));
        Pen.Written offer = offer(pen, number, 1, PARMA);
        pushed(offer);
        await().atMost(PATIENCE)
                .until(() -> waiting().stream().anyMatch(d -> d.message().equals(offer.jws())));
        Frame.Delivery delivery = waiting().stream()
                .filter(d -> d.message().equals(offer.jws()))
                .findFirst()
                .orElseThrow();
        accepted(parma, Pen.of(hub, PARMA).say(receipt(delivery)));

        await().atMost(PATIENCE)
                .until(() -> brescia.progress.stream()
                        .flatMap(told -> told.steps().stream())
                        .anyMatch(step -> step.message().equals(offer.id())
                                && step.by().equals(PARMA)
                                && step.level() == Receipt.Level.L2));
    }

    @Test
    @Order(3)
    void anOutcomeForAWrongAddressHoldsUpNoOther() throws Exception {
        Pen pen = Pen.of(hub, BRESCIA);
        HttpResponse<String> wrong = fromBrescia.post(
                pen.open(pen.number(67), TrackingCode.random()).jws(),
                s -> s.headers.put(
                        "X-ReplyTo", Endpoint.at(port).resolve("/nowhere").toString()));
        assertThat(wrong.statusCode()).as(wrong.body()).isEqualTo(202);

        pushed(pen.open(pen.number(68), TrackingCode.random()));
    }

    @Test
    @Order(4)
    void anEndpointThatIsDownHoldsUpNobodyElse() throws Exception {
        brescia.answer = 503;
        Pen venezia = Pen.of(hub, VENEZIA);
        TicketNumber number = venezia.number(63);
        byAmqp(venezia.open(number, TrackingCode.random()));
        Pen.Written offer = offer(venezia, number, 1, BRESCIA);
        byAmqp(offer);
        Pen parmas = Pen.of(hub, PARMA);
        TicketNumber other = parmas.number(64);
        accepted(parma, parmas.open(other, TrackingCode.random()));
        Pen.Written toVeneziaOffer = offer(parmas, other, 1, VENEZIA);
        accepted(parma, toVeneziaOffer);

        nextDelivery(delivery -> delivery.message().equals(toVeneziaOffer.jws()));
        await().atMost(PATIENCE)
                .until(() -> hub.bean(Deliveries.class).lanes().stream()
                        .anyMatch(lane -> lane.recipient().equals(BRESCIA) && lane.waiting() >= 2));
        brescia.answer = 200;
        await().atMost(PATIENCE)
                .until(() ->
                        brescia.deliveries.stream().anyMatch(d -> d.message().equals(offer.jws())));
    }

    @Test
    @Order(5)
    void whatAnEndpointRefusesAgainAndAgainIsParkedAndComesAgainWhenAsked() throws Exception {
        brescia.answer = 422;
        Pen venezia = Pen.of(hub, VENEZIA);
        TicketNumber number = venezia.number(65);
        byAmqp(venezia.open(number, TrackingCode.random()));
        Pen.Written offer = offer(venezia, number, 1, BRESCIA);
        byAmqp(offer);

        Deliveries deliveries = hub.bean(Deliveries.class);
        await().atMost(PATIENCE.multipliedBy(2))
                .until(() -> deliveries.held(100).stream()
                        .anyMatch(held -> held.message().equals(offer.id())
                                && held.state() == Deliveries.State.PARKED
                                && "endpoint_refuses_422".equals(held.cause())));
        brescia.answer = 200;
        deliveries.held(100).stream()
                .filter(held -> held.state() == Deliveries.State.PARKED)
                .forEach(held -> assertThat(deliveries.redeliver(held.id())).isTrue());
        await().atMost(PATIENCE)
                .until(() ->
                        brescia.deliveries.stream().anyMatch(d -> d.message().equals(offer.jws())));
    }

    @Test
    @Order(6)
    void aTicketGoesFromOpenToCloseBetweenAllNinePairsOfBindings() throws Exception {
        connection.close(); // one who is connected hears for its member
        try (Correspondent venezia = new ByAmqp(hub, VENEZIA);
                Correspondent reggio = new ByAmqp(hub, REGGIO_CALABRIA);
                Correspondent asking = ByRest.asking(hub, PARMA);
                Correspondent called = ByRest.called(hub, BRESCIA, brescia, port);
                Correspondent firenze = BySoap.asking(hub, FIRENZE);
                Correspondent turin = BySoap.called(hub, TORINO, torino)) {
            List<List<Correspondent>> bindings =
                    List.of(List.of(venezia, reggio), List.of(asking, called), List.of(firenze, turin));
            int serial = 700;
            for (List<Correspondent> from : bindings) {
                for (List<Correspondent> to : bindings) {
                    // each way of receiving is once the first's and once the second's
                    int turn = serial % 2;
                    new Exchanged(hub, from.get(turn), to.get(1 - turn)).play(serial++);
                }
            }
            assertThat(serial).isEqualTo(709);
        }
        connect();
    }

    @Test
    @Order(7)
    void whatWasPutAndNotMarkedIsPutAgainByTheNextProcess() throws Exception {
        Pen venezia = Pen.of(hub, VENEZIA);
        TicketNumber number = venezia.number(66);
        byAmqp(venezia.open(number, TrackingCode.random()));
        Pen.Written offer = offer(venezia, number, 1, BRESCIA);
        byAmqp(offer);
        Supplier<Long> times = () -> brescia.deliveries.stream()
                .filter(d -> d.message().equals(offer.jws()))
                .count();
        await().atMost(PATIENCE).until(() -> times.get() == 1);
        await().atMost(PATIENCE).until(() -> state(offer.id()).equals("put"));
        // as if the process had ended between the call and the mark
        CurrentTenant.run(
                BRESCIA,
                () -> hub.bean(JdbcClient.class)
                        .sql("update delivery set state = 'pending' where message = ?")
                        .param(offer.id())
                        .update());
        hub.close();
        hub.startAgain();
        await().atMost(PATIENCE).until(() -> times.get() == 2);
        assertThat(brescia.deliveries.stream()
                        .map(this::record)
                        .map(Record::message)
                        .distinct())
                .as("the same message, that its inbox drops")
                .contains(offer.id());
    }

    @Test
    @Order(8)
    void whoIsCalledNoLongerFindsWhatItHasNotConfirmedInItsMailbox() throws Exception {
        UUID put = only("state = 'put' and l2_at is null order by id desc limit 1");
        UUID parked = only("l2_at is null and message <> '" + put + "' order by id desc limit 1");
        CurrentTenant.run(
                BRESCIA,
                () -> hub.bean(JdbcClient.class)
                        .sql("update delivery set state = 'parked' where message = ? and recipient = 'c_b157'")
                        .param(parked)
                        .update());
        hub.close();
        Path tenant = hub.tenant(BRESCIA).resolve("tenant.yaml");
        Files.writeString(
                tenant,
                Files.readString(tenant).replaceAll("\\{kind: rest-push, endpoint: '.*'}", "{kind: rest-pull}"));
        hub.startAgain("snodo.api.rate.burst=10000");

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(fromBrescia.get("deliveries?limit=100").body())
                                .contains(put.toString(), parked.toString()));
    }

    private UUID only(String which) {
        return CurrentTenant.during(
                BRESCIA,
                () -> hub.bean(JdbcClient.class)
                        .sql("select message from delivery where recipient = 'c_b157' and " + which)
                        .query(UUID.class)
                        .single());
    }

    private String state(UUID message) {
        return CurrentTenant.during(
                BRESCIA,
                () -> hub.bean(JdbcClient.class)
                        .sql("select state from delivery where message = ? and recipient = 'c_b157'")
                        .param(message)
                        .query(String.class)
                        .single());
    }

    private static Pen.Written offer(Pen by, TicketNumber number, int epoch, MemberCode to) {
        return by.act(number, epoch, new HandoverOffer("vostro", Instant.now().plusSeconds(3600), null), to);
    }

    private void byAmqp(Pen.Written written) throws Exception {
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(written.jws().getBytes(StandardCharsets.US_ASCII));
        toHub.send(message);
    }

    private Frame.Delivery nextDelivery(Predicate<Frame.Delivery> wanted) throws Exception {
        while (true) {
            Message message = toVenezia.receive(PATIENCE.toMillis());
            assertThat(message).as("a frame").isNotNull();
            if (Json.MAPPER.readValue(message.getBody(byte[].class), Frame.class) instanceof Frame.Delivery delivery
                    && wanted.test(delivery)) {
                return delivery;
            }
        }
    }

    private List<Frame.Delivery> waiting() throws Exception {
        return Json.MAPPER
                .readTree(parma.get("deliveries?limit=100").body())
                .path("items")
                .valueStream()
                .map(item -> (Frame.Delivery) Json.MAPPER.treeToValue(item, Frame.class))
                .toList();
    }

    /** By pull: the outcome is asked for. */
    private static void accepted(ModiClient from, Pen.Written written) throws Exception {
        HttpResponse<String> taken = from.post(written.jws());
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
        HttpResponse<String> outcome = from.get(
                "submissions/" + taken.headers().firstValue("X-Correlation-ID").orElseThrow() + "/outcome");
        JsonNode told = Json.MAPPER.readTree(outcome.body());
        assertThat(told.has("problem")).as(outcome.body()).isFalse();
        assertThat(told.path("message").stringValue()).isEqualTo(written.id().toString());
    }

    private HttpResponse<String> post(Pen.Written written) throws Exception {
        HttpResponse<String> taken = fromBrescia.post(
                written.jws(), s -> s.headers.put("X-ReplyTo", Endpoint.at(port).toString()));
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
        return taken;
    }

    /** By push: the outcome is brought. */
    private void pushed(Pen.Written written) throws Exception {
        post(written);
        Endpoint.Told told = brescia.outcomes.poll(60, TimeUnit.SECONDS);
        assertThat(told).isNotNull();
        assertThat(told.outcome().has("problem")).as(told.outcome().toString()).isFalse();
        assertThat(told.outcome().path("message").stringValue())
                .isEqualTo(written.id().toString());
    }

    private Receipt receipt(Frame.Delivery delivery) {
        Record record = record(delivery);
        return new Receipt(List.of(new Receipt.Entry(record.message(), record.digest(), Receipt.Level.L2, null)));
    }

    private Record record(Frame.Delivery delivery) {
        return delivery.stamp().verify(hub.seal(MemberCode.HUB).verifyKey()).orElseThrow();
    }
}
