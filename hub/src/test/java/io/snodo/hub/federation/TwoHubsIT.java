package io.snodo.hub.federation;

import static io.snodo.hub.TestHub.BRESCIA;
import static io.snodo.hub.TestHub.PARMA;
import static io.snodo.hub.TestHub.REGGIO_CALABRIA;
import static io.snodo.hub.TestHub.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snodo.hub.TestHub;
import io.snodo.hub.correspondents.ByAmqp;
import io.snodo.hub.correspondents.Correspondent;
import io.snodo.hub.delivery.Deliveries;
import io.snodo.hub.doors.modi.ModiClient;
import io.snodo.hub.doors.rest.OperatorClient;
import io.snodo.hub.exchange.Pen;
import io.snodo.hub.exchange.TicketView;
import io.snodo.hub.exchange.Tickets;
import io.snodo.hub.leaving.Leaving;
import io.snodo.hub.members.Circle;
import io.snodo.hub.members.Members;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.AttachmentOffer;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.HandoverAccept;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.Outcome;
import io.snodo.messages.body.Receipt;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.ShareGrant;
import io.snodo.messages.body.Status;
import io.snodo.messages.body.TicketCancel;
import io.snodo.messages.body.TicketConfirm;
import io.snodo.messages.body.TicketResolve;
import io.snodo.messages.body.TrackingCode;
import io.snodo.messages.hidden.Sight;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.refusal.Problem;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.Sealed;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
import tools.jackson.databind.node.ObjectNode;

/** Venezia and Parma are members of one hub, Brescia and Reggio Calabria of another; each has its own authority. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoHubsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final MemberCode EAST = new MemberCode("hub_east");
    private static final MemberCode WEST = new MemberCode("hub_west");

    private TestHub east;
    private TestHub west;
    private String[] settingsEast;
    private String[] settingsWest;
    private Correspondent venezia;
    private Correspondent brescia;
    private TicketNumber lookedOn;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        east = TestHub.prepared(Files.createDirectories(folder.resolve("east")));
        west = TestHub.prepared(Files.createDirectories(folder.resolve("west")));
        east.without(BRESCIA, REGGIO_CALABRIA);
        west.without(VENEZIA, PARMA);
        settingsEast = east.beside(EAST.value(), west, WEST.value(), List.of(VENEZIA), List.of(VENEZIA, PARMA));
        settingsWest = west.beside(WEST.value(), east, EAST.value(), List.of(BRESCIA), List.of(BRESCIA));
        east.startAgain(settingsEast);
        west.startAgain(settingsWest);
        venezia = new ByAmqp(east, VENEZIA);
        brescia = new ByAmqp(west, BRESCIA);
        await().atMost(PATIENCE).until(() -> via(east, BRESCIA).equals(Optional.of(WEST)));
        await().atMost(PATIENCE).until(() -> via(west, VENEZIA).equals(Optional.of(EAST)));
    }

    @AfterAll
    void stop() throws Exception {
        venezia.close();
        brescia.close();
        west.close();
        east.close();
    }

    private static Optional<MemberCode> via(TestHub hub, MemberCode member) {
        return hub.bean(Members.class).via(member);
    }

    @Test
    @Order(1)
    void aTicketPassesFromOneHubToABodyOnTheOtherAndBackToItsEnd() throws Exception {
        Pen opener = Pen.of(east, VENEZIA);
        Pen holder = Pen.of(west, BRESCIA);
        TicketNumber number = opener.number(401);
        TrackingCode code = TrackingCode.random();
        Pen.Written opening = opener.open(number, code);
        said(venezia, opening);
        Pen.Written offer = offer(opener, number, 1, BRESCIA);
        assertThat(said(venezia, offer).offeredTo()).isEqualTo(BRESCIA);

        heard(brescia, opening);
        heard(brescia, offer);
        confirmed(venezia, BRESCIA, offer);

        Pen.Written accepted = holder.act(number, 1, new HandoverAccept(offer.id()));
        Record certificate = said(brescia, accepted);
        assertThat(certificate.owner()).isEqualTo(BRESCIA);
        assertThat(certificate.epoch()).isEqualTo(2);
        assertThat(heard(venezia, accepted))
                .as("one certificate of custody, for both")
                .isEqualTo(certificate);
        Pen.Written note = holder.act(number, 2, new NoteAdd("Sopralluogo fatto.", Audience.CITIZEN, null));
        said(brescia, note);
        heard(venezia, note);
        confirmed(brescia, VENEZIA, note);
        Pen.Written resolved = holder.act(number, 2, new TicketResolve(Outcome.SOLVED, "Buca chiusa."));
        assertThat(said(brescia, resolved).status()).isEqualTo(Status.RESOLVED);
        heard(venezia, resolved);

        TicketView seen =
                east.bean(Tickets.class).track(number, code.digest(number)).orElseThrow();
        assertThat(seen.owner()).isEqualTo(BRESCIA);
        assertThat(seen.status()).isEqualTo(Status.RESOLVED);
        assertThat(seen.events().stream().map(TicketView.Event::text)).contains("Sopralluogo fatto.");
        Pen.Written confirmed = opener.act(number, 2, new TicketConfirm(null));
        assertThat(said(venezia, confirmed).status()).isEqualTo(Status.CLOSED);
        assertThat(heard(brescia, confirmed).status()).isEqualTo(Status.CLOSED);
        TicketView end = CurrentTenant.during(
                        VENEZIA, () -> east.bean(Tickets.class).find(number))
                .orElseThrow();
        assertThat(end.sequence()).isEqualTo(6);
        assertThat(end.epoch()).isEqualTo(2);
        evidence(east, VENEZIA, number);
        evidence(west, BRESCIA, number);
        assertThat(file(west, REGGIO_CALABRIA, number).statusCode())
                .as("no party of it")
                .isEqualTo(404);
        assertThat(carried(number)).as("the carrier's own evidence").isEqualTo(3);
    }

    @Test
    @Order(2)
    void whatAMemberMayNotIsRefusedByTheHomeInItsOwnWords() throws Exception {
        Pen opener = Pen.of(east, VENEZIA);
        TicketNumber number = opener.number(402);
        said(venezia, opener.open(number, TrackingCode.random()));
        Pen.Written unknown = Pen.of(west, BRESCIA).act(number, 1, new NoteAdd("Non c'entro.", null, null));
        assertThat(refused(brescia, unknown)).isEqualTo(RefusalCode.TICKET_UNKNOWN);
        assertThat(refused(brescia, unknown)).as("and again").isEqualTo(RefusalCode.TICKET_UNKNOWN);
        assertThat(refused(brescia, Pen.of(west, BRESCIA).open(opener.number(403), TrackingCode.random())))
                .as("a ticket is opened at its home only")
                .isEqualTo(RefusalCode.NUMBER_FOREIGN);
        assertThat(refused(venezia, offer(opener, number, 1, REGGIO_CALABRIA)))
                .as("what is agreed with the western hub holds for all behind it; Reggio is behind it")
                .isNull();
        Pen.Written file = opener.act(
                number,
                1,
                new AttachmentOffer(
                        "a.txt",
                        "text/plain",
                        1,
                        Sealed.read(unknown.jws()).orElseThrow().digest(),
                        null,
                        null,
                        null));
        assertThat(refused(venezia, file)).isEqualTo(RefusalCode.NOT_BETWEEN_HUBS);
    }

    @Test
    @Order(3)
    void theSameAgainGetsTheSameStampAndOtherContentUnderItsIdIsMisuse() throws Exception {
        Pen opener = Pen.of(east, VENEZIA);
        Pen holder = Pen.of(west, BRESCIA);
        TicketNumber number = handedOver(404);
        Pen.Written note = holder.act(number, 2, new NoteAdd("Una volta.", Audience.PARTIES, null));
        Stamp first = brescia.say(note);
        assertThat(brescia.say(note)).isEqualTo(first);
        Message other = Message.of(
                Clock.systemUTC(), BRESCIA, List.of(), number, 2, new NoteAdd("Altro.", Audience.PARTIES, null));
        ObjectNode tree = Json.MAPPER.valueToTree(other);
        tree.put("id", note.id().toString());
        Pen.Written misuse = new Pen.Written(
                note.id(), Sealed.seal((JsonNode) tree, holder.seal()).jws());
        assertThat(refused(brescia, misuse)).isEqualTo(RefusalCode.MESSAGE_ID_REUSED);
        heard(venezia, note);
        assertThat(events(number)).as("once").isEqualTo(4);
        assertThat(opener.member()).isEqualTo(VENEZIA);
    }

    @Test
    @Order(4)
    void aHubThatIsAwayLosesNothing() throws Exception {
        Pen opener = Pen.of(east, VENEZIA);
        Pen holder = Pen.of(west, BRESCIA);
        TicketNumber number = handedOver(405);
        brescia.close();
        west.close();
        Pen.Written question = opener.act(number, 2, new NoteAdd("A che punto siete?", Audience.PARTIES, null));
        said(venezia, question);
        await().atMost(PATIENCE)
                .until(() -> east.bean(Deliveries.class).lanes().stream()
                        .anyMatch(lane -> lane.recipient().equals(BRESCIA) && lane.waiting() > 0));
        west.startAgain(settingsWest);
        brescia = new ByAmqp(west, BRESCIA);
        heard(brescia, question);

        venezia.close();
        east.close();
        Pen.Written answer = holder.act(number, 2, new NoteAdd("Domani.", Audience.PARTIES, null));
        brescia.mention(answer);
        await().atMost(PATIENCE)
                .until(() -> west.bean(Passings.class).lanes().stream()
                        .anyMatch(lane -> lane.hub().equals(EAST) && lane.waiting() > 0 && lane.cause() != null));
        assertThat(refused(brescia, answer)).as("said again").isEqualTo(RefusalCode.HUB_AWAY);
        Neighbour away = neighbour(west);
        assertThat(away.state()).isEqualTo(Neighbour.State.AWAY);
        assertThat(away.code()).isEqualTo("hub_away");
        assertThat(away.waiting()).isPositive();
        assertThat(away.oldest()).isNotNull().isAfter(Instant.now().minus(PATIENCE));
        east.startAgain(settingsEast);
        venezia = new ByAmqp(east, VENEZIA);
        heard(venezia, answer);
        assertThat(record(brescia.say(answer)).sequence()).isEqualTo(5);
        await().atMost(PATIENCE).until(() -> west.bean(Passings.class).lanes().isEmpty());
        assertThat(neighbour(west).state()).isEqualTo(Neighbour.State.REACHED);
        assertThat(neighbour(west).waiting()).isZero();
    }

    private static Neighbour neighbour(TestHub hub) {
        return hub.bean(Neighbours.class).all().getFirst();
    }

    @Test
    @Order(5)
    void aCallThatHasGoneRoundIsRefused() throws Exception {
        assertThat(call(west, new HubCall(List.of(EAST, WEST), null, List.of())))
                .isEqualTo("hub_refuses_409");
        MemberCode other = new MemberCode("hub_north");
        assertThat(call(west, new HubCall(List.of(other, other, other, WEST), null, List.of())))
                .as("more than three")
                .isEqualTo("hub_refuses_409");
        assertThat(call(west, new HubCall(List.of(other), null, List.of())))
                .as("not the caller's path")
                .isEqualTo("hub_answers_403");
        assertThat(neighbour(west).state()).isEqualTo(Neighbour.State.REFUSING);
        assertThat(neighbour(west).code()).isEqualTo("hub_foreign");
        assertThat(call(west, new HubCall(List.of(other, WEST), null, List.of())))
                .isEqualTo("answered");
    }

    private static String call(TestHub from, HubCall call) {
        return switch (result(from, call)) {
            case HubCalls.Result.Answered _ -> "answered";
            case HubCalls.Result.Away(String cause) -> cause;
            case HubCalls.Result.AtFault(String cause) -> cause;
        };
    }

    private static HubCalls.Result result(TestHub from, HubCall call) {
        return from.bean(HubCalls.class)
                .call(from.bean(Members.class).near().iterator().next(), call);
    }

    /** What the eastern hub makes of what the western brings. */
    private @Nullable RefusalCode brought(HubCall.Item item) {
        HubCalls.Result result = result(west, new HubCall(List.of(WEST), null, List.of(item)));
        Problem problem =
                ((HubCalls.Result.Answered) result).answer().items().getFirst().problem();
        return problem == null ? null : problem.code();
    }

    @Test
    @Order(6)
    void aHubCanBringNothingThatIsNotItsOwn() throws Exception {
        Pen opener = Pen.of(east, VENEZIA);
        TicketNumber number = opener.number(406);
        Pen.Written forVenezia = opener.act(number, 1, new NoteAdd("Di nascosto.", null, null));
        assertThat(brought(new HubCall.Item(null, null, forVenezia.jws())))
                .as("a message of a member of the called hub")
                .isEqualTo(RefusalCode.HUB_FOREIGN);
        SealKey forger = SealKey.generate();
        Pen.Written unknown = new Pen(BRESCIA, "B157", forger).act(number, 1, new NoteAdd("Falso.", null, null));
        assertThat(brought(new HubCall.Item(null, null, unknown.jws()))).isEqualTo(RefusalCode.KEY_UNKNOWN);

        Pen west157 = Pen.of(west, BRESCIA);
        TicketNumber theirs = west157.number(407);
        Pen.Written opening = west157.open(theirs, TrackingCode.random());
        Stamp good = brescia.say(opening);
        Frame.Delivery delivery = new Frame.Delivery(opening.jws(), good);
        assertThat(brought(new HubCall.Item(BRESCIA, delivery, null)))
                .as("for nobody of the called hub's")
                .isEqualTo(RefusalCode.RECIPIENT_UNKNOWN);
        Record record = Json.MAPPER.readValue(good.leaf(), Record.class);
        Stamp forged = Stamp.batch(List.of(record), new Stamp.Batch(1, null, Instant.now()), forger)
                .getFirst();
        assertThat(brought(new HubCall.Item(PARMA, new Frame.Delivery(opening.jws(), forged), null)))
                .as("a stamp that is not the home's")
                .isEqualTo(RefusalCode.SEAL_INVALID);
        Pen.Written another = west157.act(theirs, 1, new NoteAdd("Altro.", null, null));
        assertThat(brought(new HubCall.Item(PARMA, new Frame.Delivery(another.jws(), good), null)))
                .as("a stamp for another message")
                .isEqualTo(RefusalCode.SEAL_INVALID);

        SealKey westsOwn = west.seal(MemberCode.HUB);
        Pen.Written veneziasOpening = opener.open(opener.number(408), TrackingCode.random());
        Record claimed = new Record(
                veneziasOpening.id(),
                Sealed.read(veneziasOpening.jws()).orElseThrow().digest(),
                VENEZIA,
                "ticket.open",
                opener.number(408),
                1,
                1,
                VENEZIA,
                Status.TRIAGE,
                null,
                null,
                Instant.now());
        Stamp foreign = Stamp.batch(List.of(claimed), new Stamp.Batch(1, null, Instant.now()), westsOwn)
                .getFirst();
        assertThat(brought(new HubCall.Item(PARMA, new Frame.Delivery(veneziasOpening.jws(), foreign), null)))
                .as("a ticket whose home is the called hub")
                .isEqualTo(RefusalCode.HUB_FOREIGN);
    }

    @Test
    @Order(7)
    void whatANeighbourClaimsAndIsTakenStaysWhoseItWas() throws Exception {
        Members members = east.bean(Members.class);
        Registry told = west.bean(Members.class).own();
        List<Registry.Member> claims = new ArrayList<>(told.members());
        Registry.Member parma = members.find(PARMA).orElseThrow();
        SealKey key = SealKey.generate();
        claims.add(new Registry.Member(
                PARMA,
                "Parma",
                "XXXX",
                "034027",
                List.of(),
                List.of(key.verifyKey().jwk()),
                null));
        claims.add(new Registry.Member(
                new MemberCode("c_x001"),
                "Prefisso altrui",
                "L736",
                "034027",
                List.of(),
                List.of(key.verifyKey().jwk()),
                null));
        claims.add(new Registry.Member(
                new MemberCode("c_x002"), "Chiave altrui", "X002", "034027", List.of(), parma.keys(), null));
        claims.add(new Registry.Member(
                new MemberCode("c_x003"),
                "Nuovo",
                "X003",
                "034027",
                List.of(),
                List.of(SealKey.generate().verifyKey().jwk()),
                null));
        Registry lie = new Registry(told.version() + 1, claims, List.of(), List.of(), List.of());
        result(west, new HubCall(List.of(WEST), lie, List.of()));

        await().atMost(PATIENCE)
                .until(() -> members.find(new MemberCode("c_x003")).isPresent());
        assertThat(members.find(PARMA)).contains(parma);
        assertThat(members.find(new MemberCode("c_x001"))).isEmpty();
        assertThat(members.find(new MemberCode("c_x002"))).isEmpty();
        assertThat(members.home(TicketNumber.mint("L736", 1))).isEmpty();
        assertThat(members.admits(new MemberCode("c_x003")))
                .as("the doors are for one's own")
                .isFalse();
        assertThat(members.of(Circle.ADMITTED)).containsExactlyInAnyOrder(VENEZIA, PARMA);
        result(west, new HubCall(List.of(WEST), told, List.of()));
        await().atMost(PATIENCE)
                .until(() -> members.find(new MemberCode("c_x003")).isEmpty());
    }

    @Test
    @Order(8)
    void membersFindNothingBetweenTheHubsAndHubsNothingElse() throws Exception {
        try (ModiClient member = new ModiClient(east, VENEZIA)) {
            for (String path : List.of("hubs/calls", "hubs", "./hubs/calls", "hubs/../hubs/calls")) {
                assertThat(member.get(path).statusCode()).as(path).isIn(400, 404);
            }
            assertThat(member.post("{}", sending -> sending.path = "hubs/calls").statusCode())
                    .isEqualTo(404);
        }
        east.identifyAs(WEST);
        try (ModiClient hub = new ModiClient(east, WEST)) {
            for (String path : List.of("deliveries", "progress", "submissions/1", "status")) {
                assertThat(hub.get(path).statusCode()).as(path).isEqualTo(403);
            }
            assertThat(hub.post(Pen.of(west, BRESCIA)
                                    .open(Pen.of(west, BRESCIA).number(1), TrackingCode.random())
                                    .jws())
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    @Order(9)
    void whatAnotherHubFoundAtFaultIsSentOnAgainByTheOperatorWithATraceOfIt() throws Exception {
        TicketNumber number = handedOver(409);
        Pen.Written note = Pen.of(west, BRESCIA).act(number, 2, new NoteAdd("Era ferma.", Audience.PARTIES, null));
        park(note, number);
        try (OperatorClient operator = new OperatorClient(west)) {
            assertThat(operator.seen("/hubs").at("/items/0/parked").asInt()).isEqualTo(1);
            JsonNode parked = operator.seen("/hubs/parked").at("/items/0");
            assertThat(parked.path("message").asString()).isEqualTo(note.id().toString());
            assertThat(parked.path("cause").asString()).isEqualTo("hub_refuses_422");
            String asked = "{\"messages\":[" + parked.path("id").asLong() + "]}";
            assertThat(operator.post("/hubs/redelivery", asked).body()).contains("\"notParked\":[]");
            heard(venezia, note);
            assertThat(operator.post("/hubs/redelivery", asked).body())
                    .as("a second time there is nothing to do")
                    .contains("\"again\":[]");
            assertThat(operator.seen("/hubs/parked").path("items").size()).isZero();
            JsonNode acts = operator.seen("/acts?limit=2").path("items");
            assertThat(acts.at("/0/result").asString()).isEqualTo("nothing_to_do");
            assertThat(acts.at("/1/kind").asString()).isEqualTo("redeliver");
            assertThat(acts.at("/1/about").asString()).isEqualTo(BRESCIA.value());
            assertThat(acts.at("/1/what").asString()).startsWith("1 of 1 messages for other hubs");
        }
        assertThat(events(number)).as("once").isEqualTo(4);
    }

    @Test
    @Order(10)
    void whoLeavesTakesNothingMoreFromAnotherHubAndFirstConcludesWhatItHoldsOfIt() throws Exception {
        Pen opener = Pen.of(east, VENEZIA);
        Pen holder = Pen.of(west, BRESCIA);
        TicketNumber taken = handedOver(410);
        TicketNumber number = opener.number(411);
        said(venezia, opener.open(number, TrackingCode.random()));
        Pen.Written offer = offer(opener, number, 1, BRESCIA);
        said(venezia, offer);
        heard(brescia, offer);
        lookedOn = lookedOn(opener.number(413));

        assertThat(west.bean(Leaving.class).begin(BRESCIA, "hub", "la convenzione finisce", () -> {}))
                .isTrue();
        await().atMost(PATIENCE).until(() -> west.bean(Members.class).isLeaving(BRESCIA));
        Pen.Written late = holder.act(number, 1, new HandoverAccept(offer.id()));
        assertThat(refused(brescia, late)).isEqualTo(RefusalCode.MEMBER_LEAVING);
        await().atMost(PATIENCE)
                .until(() ->
                        east.bean(Members.class).find(BRESCIA).orElseThrow().suspended());
        TicketNumber other = opener.number(412);
        said(venezia, opener.open(other, TrackingCode.random()));
        assertThat(refused(venezia, offer(opener, other, 1, BRESCIA))).isEqualTo(RefusalCode.RECIPIENT_SUSPENDED);

        List<TicketNumber> held = held(east);
        List<TicketNumber> own = held(west);
        assertThat(held).contains(taken);
        assertThat(leaving().held()).isEqualTo(own.size() + held.size());
        park(late, number);
        asBrescia(
                "update passing set state = 'pending', not_before = now() + interval '1 hour' where message = ?", late);
        assertThat(leaving().held()).as("what may be its own in a moment").isEqualTo(own.size() + held.size() + 1);
        asBrescia("update passing set state = 'parked' where message = ?", late);

        for (TicketNumber each : held) {
            said(brescia, holder.act(each, 2, new TicketResolve(Outcome.SOLVED, "Fatto.")));
            Pen.Written confirmed = opener.act(each, 2, new TicketConfirm(null));
            said(venezia, confirmed);
            heard(brescia, confirmed);
        }
        for (TicketNumber each : own) {
            brescia.say(holder.act(each, 1, new TicketCancel("fine")));
        }
        assertThat(leaving().held()).isZero();
    }

    @Test
    @Order(11)
    void whatAnotherHubBroughtForTheLeaverAloneGoesWithItAndWhatOthersReadStays() throws Exception {
        exported();
        said(brescia, Pen.of(west, BRESCIA).act(lookedOn, 0, new NoteAdd("Ancora una cosa.", Audience.OWNER, null)));
        assertThat(leaving().hinders())
                .as("what went to another hub is in no export either")
                .containsExactly(Leaving.Hindrance.EXPORT_OUTDATED);
        exported();
        String alone = "message m where m.home is not null and m.readers = array['c_b157']";
        String hidden = "disclosure d where d.ticket = '" + lookedOn + "'";
        assertThat(count(BRESCIA, alone)).isPositive();
        assertThat(count(BRESCIA, hidden)).isEqualTo(1);
        String others = "message m where m.home is not null and m.jws <> ''";
        long stays = count(REGGIO_CALABRIA, others);
        assertThat(count(BRESCIA, others + " and m.readers @> array['c_h224']")).isPositive();

        assertThat(west.bean(Leaving.class).erase(BRESCIA, "hub", "confermo", () -> {}))
                .isEmpty();
        await().atMost(PATIENCE).until(() -> leaving().stage() == Leaving.Stage.LEFT);

        assertThat(count(BRESCIA, alone)).isZero();
        assertThat(count(BRESCIA, hidden)).as("that it alone could see").isZero();
        assertThat(count(BRESCIA, "delivery d where d.recipient = 'c_b157' and d.l2_at is null"))
                .isZero();
        assertThat(count(REGGIO_CALABRIA, others)).isEqualTo(stays).isPositive();
    }

    /** A ticket that both Brescia and Reggio Calabria look on, and a note of which only Brescia sees everything. */
    private TicketNumber lookedOn(TicketNumber number) throws Exception {
        Pen opener = Pen.of(east, VENEZIA);
        said(venezia, opener.open(number, TrackingCode.random()));
        said(venezia, opener.act(number, 1, new ShareGrant("guardi"), BRESCIA));
        said(venezia, opener.act(number, 1, new ShareGrant("guardi"), REGGIO_CALABRIA));
        Pen.Written note = opener.hiding(
                number,
                1,
                new NoteAdd("Per tutti.", Audience.PARTIES, null, "Per Brescia.", null),
                Map.of("details", new Sight(Audience.NAMED, List.of(BRESCIA))));
        said(venezia, note);
        await().atMost(PATIENCE)
                .until(() -> count(BRESCIA, "message m where m.readers @> array['c_h224'] and m.hidden > 0") > 0);
        return number;
    }

    private void exported() {
        west.bean(Leaving.class).exportAgain(BRESCIA, "hub");
        await().atMost(PATIENCE).until(() -> leaving().hinders().isEmpty());
    }

    private Leaving.Sight leaving() {
        return west.bean(Leaving.class).of(BRESCIA).orElseThrow();
    }

    /** By Brescia, of those that {@code home} decides on. */
    private static List<TicketNumber> held(TestHub home) {
        return CurrentTenant.during(
                BRESCIA,
                () -> home.bean(JdbcClient.class)
                        .sql(
                                "select number from ticket where owner = 'c_b157' and status not in ('closed', 'cancelled')")
                        .query((row, _) -> new TicketNumber(row.getString("number")))
                        .list());
    }

    private void asBrescia(String sql, Pen.Written about) {
        CurrentTenant.run(
                BRESCIA,
                () -> west.bean(JdbcClient.class).sql(sql).param(about.id()).update());
    }

    /** At the western hub. */
    private long count(MemberCode tenant, String what) {
        return CurrentTenant.during(
                tenant,
                () -> west.bean(JdbcClient.class)
                        .sql("select count(*) from " + what)
                        .query(Long.class)
                        .single());
    }

    /** As the lane leaves what the home has found at fault too often. */
    private void park(Pen.Written written, TicketNumber number) {
        CurrentTenant.run(
                BRESCIA,
                () -> west.bean(JdbcClient.class)
                        .sql("""
                        insert into passing (sender, message, hub, digest, ticket, jws, state, attempts, cause, passed_at)
                        values (?, ?, ?, ?, ?, ?, 'parked', 8, 'hub_refuses_422', now())""")
                        .params(
                                BRESCIA.value(),
                                written.id(),
                                EAST.value(),
                                Sealed.read(written.jws()).orElseThrow().digest(),
                                number.value(),
                                written.jws())
                        .update());
    }

    private TicketNumber handedOver(int serial) throws Exception {
        Pen opener = Pen.of(east, VENEZIA);
        TicketNumber number = opener.number(serial);
        said(venezia, opener.open(number, TrackingCode.random()));
        Pen.Written offer = offer(opener, number, 1, BRESCIA);
        said(venezia, offer);
        heard(brescia, offer);
        said(brescia, Pen.of(west, BRESCIA).act(number, 1, new HandoverAccept(offer.id())));
        return number;
    }

    private long events(TicketNumber number) {
        return CurrentTenant.during(VENEZIA, () -> east.bean(Tickets.class).find(number))
                .orElseThrow()
                .sequence();
    }

    /** Null if it was not. */
    private static @Nullable RefusalCode refused(Correspondent by, Pen.Written written) throws Exception {
        try {
            by.say(written);
            return null;
        } catch (AssertionError e) {
            return Stream.of(RefusalCode.values())
                    .filter(code -> String.valueOf(e.getMessage()).contains("code=" + code))
                    .findFirst()
                    .orElseThrow(() -> e);
        }
    }

    /** The same events on both sides, under the home's seal; left in {@code target} for the verifier. */
    private void evidence(TestHub hub, MemberCode party, TicketNumber number) throws Exception {
        HttpResponse<String> answer = file(hub, party, number);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode file = Json.MAPPER.readTree(answer.body());
        assertThat(file.path("for").asString()).isEqualTo(party.value());
        assertThat(file.path("entries")).hasSize(6);
        assertThat(Sealed.read(file.path("seal").asString(), "staffetta-evidence")
                        .flatMap(seal -> seal.verify(east.seal(MemberCode.HUB).verifyKey())))
                .isPresent();
        Path left = Files.createDirectories(Path.of("target/two-hubs"));
        Files.writeString(left.resolve(party + ".json"), answer.body());
        Files.copy(east.hubSeal().certificate(), left.resolve("home.pem"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static HttpResponse<String> file(TestHub hub, MemberCode party, TicketNumber number) throws Exception {
        long now = Instant.now().getEpochSecond();
        byte[] claims = Json.MAPPER.writeValueAsBytes(Map.of(
                "iss",
                party.value(),
                "aud",
                "hub",
                "iat",
                now,
                "exp",
                now + 60,
                "jti",
                UUID.randomUUID().toString()));
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(hub.url().resolve("/api/v1/tickets/" + number + "/evidence"))
                            .header("Authorization", "Bearer " + Sealed.sign(claims, "JWT", hub.seal(party)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    /** What Brescia was brought, and stands in the western hub's own ledger. */
    private long carried(TicketNumber number) {
        return CurrentTenant.during(
                BRESCIA,
                () -> west.bean(JdbcClient.class)
                        .sql("select count(*) from message m join evidence_batch b on b.number = m.batch"
                                + " where m.ticket = ? and m.home = ?")
                        .params(number.value(), EAST.value())
                        .query(Long.class)
                        .single());
    }

    private static Pen.Written offer(Pen by, TicketNumber number, int epoch, MemberCode to) {
        return by.act(number, epoch, new HandoverOffer("vostro", Instant.now().plusSeconds(3600), null), to);
    }

    /** L1: the home's stamp, on exactly what was said, whichever hub it was said to. */
    private Record said(Correspondent by, Pen.Written written) throws Exception {
        Record record = record(by.say(written));
        assertThat(record.message()).isEqualTo(written.id());
        assertThat(record.digest())
                .isEqualTo(Sealed.read(written.jws()).orElseThrow().digest());
        assertThat(record.from()).isEqualTo(by.code());
        return record;
    }

    /** Delivered as it was sealed, with the home's stamp; is confirmed at once. */
    private Record heard(Correspondent by, Pen.Written written) throws Exception {
        Frame.Delivery delivery = await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> find(by, written), Optional::isPresent)
                .orElseThrow();
        Record record = record(delivery.stamp());
        assertThat(record.digest())
                .isEqualTo(Sealed.read(written.jws()).orElseThrow().digest());
        TestHub hub = by.code().equals(BRESCIA) ? west : east;
        by.mention(Pen.of(hub, by.code())
                .say(new Receipt(Stream.of(Receipt.Level.L2, Receipt.Level.L3, Receipt.Level.L4)
                        .map(level -> new Receipt.Entry(written.id(), record.digest(), level, null))
                        .toList())));
        return record;
    }

    /** L4, as the sender is told. */
    private static void confirmed(Correspondent sender, MemberCode by, Pen.Written written) {
        await().atMost(PATIENCE)
                .until(() -> sender.progress().contains(new Frame.Step(written.id(), by, Receipt.Level.L4, null)));
    }

    private static Optional<Frame.Delivery> find(Correspondent by, Pen.Written written) throws Exception {
        return by.deliveries().stream()
                .filter(each -> each.message().equals(written.jws()))
                .findFirst();
    }

    /** The home of what these tests are about is the eastern hub. */
    private Record record(Stamp stamp) {
        return stamp.verify(east.seal(MemberCode.HUB).verifyKey()).orElseThrow();
    }
}
