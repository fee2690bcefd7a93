package io.snodo.hub.exchange;

import static io.snodo.hub.TestHub.BRESCIA;
import static io.snodo.hub.TestHub.PARMA;
import static io.snodo.hub.TestHub.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snodo.hub.TestHub;
import io.snodo.hub.delivery.Mailbox;
import io.snodo.hub.doors.modi.ModiClient;
import io.snodo.hub.dossier.Dossiers;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.Addresses;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.HandoverAccept;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.Outcome;
import io.snodo.messages.body.Receipt;
import io.snodo.messages.body.ShareGrant;
import io.snodo.messages.body.TicketBody;
import io.snodo.messages.body.TicketOpen;
import io.snodo.messages.body.TicketResolve;
import io.snodo.messages.body.TrackingCode;
import io.snodo.messages.hidden.SaltedField;
import io.snodo.messages.hidden.Sight;
import io.snodo.messages.hidden.Uncovering;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.schema.Reading;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.Sealed;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Fields that only some may see: what each of three members is delivered of one message, and can verify of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HiddenFieldsIT {
    private static final TrackingCode CODE = TrackingCode.random();
    private static final String PLACE = "Calle Larga 12, secondo lampione";
    private static final String DESCRIPTION = "Da tre giorni.";

    private TestHub hub;
    private Exchange exchange;
    private Pen venezia;
    private Pen parma;
    private Pen brescia;
    private int serial = 700;

    /** Members that ask: what waits for them stays where a test can look at it. */
    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        hub = TestHub.prepared(folder);
        hub.bind(PARMA, "{kind: rest-pull}");
        hub.bind(BRESCIA, "{kind: rest-pull}");
        hub.startAgain();
        exchange = hub.bean(Exchange.class);
        venezia = Pen.of(hub, VENEZIA);
        parma = Pen.of(hub, PARMA);
        brescia = Pen.of(hub, BRESCIA);
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    @Test
    void aFieldForTheOwnerIsShownToWhoHoldsTheTicketNowAndLaterUnderTheSameSealAndStamp() {
        TicketNumber number = venezia.number(serial++);
        Pen.Written opening = opening(number);
        Record recorded = say(venezia, opening);
        say(venezia, venezia.act(number, 1, new ShareGrant("guardi"), BRESCIA));
        UUID offer = say(venezia, offer(venezia, number, 1, PARMA)).message();

        Frame.Delivery toBrescia = only(BRESCIA, opening.id());
        Frame.Delivery toParma = only(PARMA, opening.id());
        assertThat(seen(toBrescia).path("description").stringValue("")).isEqualTo(DESCRIPTION);
        assertThat(seen(toBrescia).has("place")).isFalse();
        assertThat(seen(toParma).propertyNames()).doesNotContain("description", "place");
        assertThat(toParma.message()).doesNotContain(disclosures(opening));

        say(parma, parma.act(number, 1, new HandoverAccept(offer)));
        List<Frame.Delivery> again = deliveries(PARMA, opening.id());
        assertThat(again).hasSize(2);
        JsonNode now = seen(again.getLast());
        assertThat(now.path("place").stringValue("")).isEqualTo(PLACE);
        assertThat(now.path("description").stringValue("")).isEqualTo(DESCRIPTION);

        for (Frame.Delivery each : List.of(toBrescia, toParma, again.getLast())) {
            Sealed sealed = Sealed.read(each.message()).orElseThrow();
            assertThat(sealed.signed())
                    .isEqualTo(Sealed.read(opening.jws()).orElseThrow().signed());
            assertThat(sealed.digest()).isEqualTo(recorded.digest());
            assertThat(each.stamp()).isEqualTo(toBrescia.stamp());
            assertThat(each.stamp().verify(hub.bean(SealKey.class).verifyKey())).hasValue(recorded);
        }
        assertThat(deliveries(BRESCIA, opening.id())).hasSize(1);
    }

    @Test
    void whoTakesTheTicketIsShownAlsoWhatWasHiddenForTheOwnerBeforeItsTime() {
        TicketNumber number = venezia.number(serial++);
        say(venezia, opening(number));
        say(venezia, venezia.act(number, 1, new ShareGrant("guardi"), BRESCIA));
        UUID toParma = say(venezia, offer(venezia, number, 1, PARMA)).message();
        say(parma, parma.act(number, 1, new HandoverAccept(toParma)));
        NoteAdd note = new NoteAdd("Passiamo domani.", Audience.PARTIES, null, "Il custode ha la chiave.", null);
        Pen.Written ofParma = parma.hiding(number, 2, note, Map.of("details", Sight.OWNER));
        Pen.Written ofVenezia = venezia.hiding(number, 2, note, Map.of("details", Sight.OWNER));
        say(parma, ofParma);
        say(venezia, ofVenezia);
        assertThat(seen(only(PARMA, ofVenezia.id())).has("details")).isTrue();
        assertThat(seen(only(BRESCIA, ofParma.id())).has("details")).isFalse();
        assertThat(text(VENEZIA, ofParma.id())).doesNotContain(disclosures(ofParma));

        UUID toBrescia = say(parma, offer(parma, number, 2, BRESCIA)).message();
        assertThat(deliveries(BRESCIA, ofParma.id())).hasSize(1);
        say(brescia, brescia.act(number, 2, new HandoverAccept(toBrescia)));

        for (UUID id : List.of(ofParma.id(), ofVenezia.id())) {
            assertThat(deliveries(BRESCIA, id)).hasSize(2);
            assertThat(seen(deliveries(BRESCIA, id).getLast()).path("details").stringValue(""))
                    .isEqualTo("Il custode ha la chiave.");
        }
        assertThat(text(VENEZIA, ofParma.id()))
                .as("who held the ticket once is shown nothing new")
                .doesNotContain(disclosures(ofParma));
    }

    /** Without the number a receipt for what was delivered first would do for what is delivered since. */
    @Test
    void aReceiptForLessConfirmsNothingMore() {
        TicketNumber number = venezia.number(serial++);
        Pen.Written opening = opening(number);
        String digest = say(venezia, opening).digest();
        UUID offer = say(venezia, offer(venezia, number, 1, PARMA)).message();
        say(parma, parma.act(number, 1, new HandoverAccept(offer)));

        told(new Receipt.Entry(opening.id(), digest, Receipt.Level.L3, null));
        assertThat(deliveries(PARMA, opening.id()))
                .singleElement()
                .satisfies(left -> assertThat(seen(left).has("place")).isTrue());
        told(new Receipt.Entry(opening.id(), digest, Receipt.Level.L2, null, 1));
        assertThat(deliveries(PARMA, opening.id())).hasSize(1);
        told(new Receipt.Entry(opening.id(), digest, Receipt.Level.L2, null, 2));
        assertThat(deliveries(PARMA, opening.id())).isEmpty();
    }

    @Test
    void whoIsOfferedTheTicketAndTakesItInOneCommitIsShownEverything() {
        List<Pen.Written> openings = new ArrayList<>();
        List<CompletableFuture<Decision>> decisions = new ArrayList<>();
        Map<Supplier<Pen.Written>, CompletableFuture<Decision>> taken = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            TicketNumber number = venezia.number(serial++);
            Pen.Written opening = opening(number);
            Pen.Written offer = offer(venezia, number, 1, PARMA);
            Supplier<Pen.Written> acceptance = () -> parma.act(number, 1, new HandoverAccept(offer.id()));
            openings.add(opening);
            decisions.add(submit(venezia, opening));
            decisions.add(submit(venezia, offer));
            for (int turn = 0;
                    turn < 2;
                    turn++) { // members take turns: so it is Parma's when both of these are through
                submit(parma, parma.act(number, 1, new NoteAdd("prima del tempo", Audience.PARTIES, null)));
            }
            taken.put(acceptance, submit(parma, acceptance.get()));
        }

        assertThat(decisions)
                .allSatisfy(each ->
                        assertThat(each.orTimeout(60, TimeUnit.SECONDS).join()).isInstanceOf(Decision.Accepted.class));
        assertThat(taken.values())
                .as("in one commit")
                .anySatisfy(each -> assertThat(each.join()).isInstanceOf(Decision.Accepted.class));
        taken.forEach((acceptance, first) -> { // a batch may have ended in between
            if (first.orTimeout(60, TimeUnit.SECONDS).join() instanceof Decision.Refused) {
                assertThat(submit(parma, acceptance.get()).join()).isInstanceOf(Decision.Accepted.class);
            }
        });
        for (Pen.Written opening : openings) {
            assertThat(seen(deliveries(PARMA, opening.id()).getLast()).propertyNames())
                    .contains("place", "description");
        }
    }

    @Test
    void theSameMessageGetsTheSameStampInWhateverOrderItsDisclosuresCome() {
        TicketNumber number = venezia.number(serial++);
        Pen.Written opening = opening(number);
        Decision first = submit(venezia, opening).join();
        Sealed sealed = Sealed.read(opening.jws()).orElseThrow();

        String turned =
                Sealed.with(sealed.signed(), sealed.disclosures().orElseThrow().reversed());

        assertThat(turned).isNotEqualTo(opening.jws());
        assertThat(submit(venezia, new Pen.Written(opening.id(), turned)).join())
                .isEqualTo(first);
        refused(new Pen.Written(opening.id(), Sealed.with(sealed.signed(), List.of())), RefusalCode.DISCLOSURE_MISSING);
        assertThat(submit(venezia, opening).join()).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({
        "missing, DISCLOSURE_MISSING",
        "twice, DISCLOSURE_INVALID",
        "foreign, DISCLOSURE_INVALID",
        "padded, DISCLOSURE_INVALID",
        "no-tilde, MESSAGE_MALFORMED",
        "subject, DISCLOSURE_FORBIDDEN",
        "territory, DISCLOSURE_FORBIDDEN"
    })
    void whatDoesNotGoWithTheSealIsRefusedAndNothingHasChanged(String flaw, RefusalCode code) {
        TicketNumber number = venezia.number(serial++);
        Pen.Written good = opening(number);
        Sealed sealed = Sealed.read(good.jws()).orElseThrow();
        List<String> all = sealed.disclosures().orElseThrow();
        Pen.Written bad = switch (flaw) {
            case "missing" -> new Pen.Written(good.id(), Sealed.with(sealed.signed(), all.subList(0, 1)));
            case "twice" ->
                new Pen.Written(
                        good.id(),
                        Sealed.with(sealed.signed(), List.of(all.getFirst(), all.getFirst(), all.getLast())));
            case "foreign" ->
                new Pen.Written(
                        good.id(), good.jws() + disclosures(opening(number)).getFirst() + "~");
            case "padded" ->
                new Pen.Written(good.id(), Sealed.with(sealed.signed(), List.of(all.getFirst() + "=", all.getLast())));
            case "no-tilde" ->
                new Pen.Written(good.id(), good.jws().substring(0, good.jws().length() - 1));
            default -> venezia.hiding(number, 0, body(number), Map.of(flaw, Sight.OWNER));
        };

        refused(bad, code);

        assertThat(CurrentTenant.during(VENEZIA, () -> hub.bean(Tickets.class).find(number)))
                .isEmpty();
        assertThat(count("select count(*) from disclosure where ticket = '" + number + "'", VENEZIA))
                .isZero();
        say(venezia, good);
    }

    @Test
    void nobodyReadsADisclosureThatIsNotForHim() {
        TicketNumber number = venezia.number(serial++);
        Pen.Written opening = opening(number);
        say(venezia, opening);
        say(venezia, offer(venezia, number, 1, PARMA));
        String all = "select count(*) from disclosure where ticket = '" + number + "'";

        assertThat(count(all, VENEZIA)).isEqualTo(2);
        assertThat(count(all, PARMA)).isZero();
        assertThat(count(all, BRESCIA)).isZero();
        assertThat(CurrentTenant.during(
                        PARMA,
                        () -> hub.bean(Tickets.class).find(number).orElseThrow().events().stream()
                                .filter(event -> event.type().equals("ticket.open"))
                                .toList()))
                .singleElement()
                .satisfies(event -> assertThat(event.text()).isNull());
    }

    @Test
    void theCitizenReadsWhatIsForTheCitizen() {
        for (Audience audience : Audience.values()) {
            TicketNumber number = venezia.number(serial++);
            say(venezia, venezia.open(number, CODE));
            say(
                    venezia,
                    venezia.hiding(
                            number,
                            1,
                            new TicketResolve(Outcome.SOLVED, "Lampada cambiata"),
                            Map.of("text", Sight.of(audience))));

            List<TicketView.Event> events = hub.bean(Tickets.class)
                    .track(number, CODE.digest(number))
                    .orElseThrow()
                    .events();

            assertThat(events.getLast().type()).isEqualTo("ticket.resolve");
            assertThat(events.getLast().text()).isEqualTo(audience == Audience.CITIZEN ? "Lampada cambiata" : null);
        }
    }

    @Test
    void theEvidenceOfAPartyHoldsWhatItMaySee() throws Exception {
        TicketNumber number = venezia.number(serial++);
        Pen.Written opening = opening(number);
        say(venezia, opening);
        UUID offer = say(venezia, offer(venezia, number, 1, PARMA)).message();

        assertThat(firstOfEvidence(VENEZIA, number)).isEqualTo(opening.jws());
        assertThat(firstOfEvidence(PARMA, number))
                .isEqualTo(Sealed.with(Sealed.read(opening.jws()).orElseThrow().signed(), List.of()));
        say(parma, parma.act(number, 1, new HandoverAccept(offer)));
        assertThat(firstOfEvidence(PARMA, number)).isEqualTo(opening.jws());
        say(parma, parma.act(number, 2, new ShareGrant("guardi"), BRESCIA));
        assertThat(firstOfEvidence(BRESCIA, number))
                .isEqualTo(Sealed.with(Sealed.read(opening.jws()).orElseThrow().signed(), shownTo(BRESCIA, opening)));
    }

    @Test
    void aMemberThatAsksOverRestSendsAndGetsHiddenFieldsAsEverybody() throws Exception {
        TicketNumber number = parma.number(serial++);
        NoteAdd note = new NoteAdd("Visto.", Audience.PARTIES, null, "Chiedere al custode.", null);
        Pen.Written opening = parma.open(number, CODE);
        say(parma, opening);
        say(parma, offer(parma, number, 1, BRESCIA));
        Pen.Written hidden = parma.hiding(number, 1, note, Map.of("details", Sight.of(Audience.NAMED)));
        try (ModiClient client = new ModiClient(hub, PARMA);
                ModiClient other = new ModiClient(hub, BRESCIA)) {
            assertThat(Addresses.typeOf(hidden.jws())).isEqualTo(Addresses.SELECTIVE);
            assertThat(client.post(hidden.jws()).statusCode()).isEqualTo(202);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !deliveries(BRESCIA, hidden.id()).isEmpty());
            assertThat(everyPage(other))
                    .contains(Sealed.read(hidden.jws()).orElseThrow().signed() + "~\"")
                    .doesNotContain(disclosures(hidden));
        }
    }

    private static String everyPage(ModiClient client) throws Exception {
        StringBuilder all = new StringBuilder();
        String cursor = "0";
        JsonNode page;
        do {
            HttpResponse<String> answer = client.get("deliveries?limit=100&cursor=" + cursor);
            assertThat(answer.statusCode()).isEqualTo(200);
            page = Json.MAPPER.readTree(answer.body());
            cursor = page.path("cursor").asString();
            all.append(answer.body());
        } while (!page.path("items").isEmpty());
        return all.toString();
    }

    private TicketOpen body(TicketNumber number) {
        return new TicketOpen(
                        "Lampione spento", DESCRIPTION, "illuminazione", "027042", "phone", null, CODE.digest(number))
                .at(PLACE);
    }

    private Pen.Written opening(TicketNumber number) {
        return venezia.hiding(
                number,
                0,
                body(number),
                Map.of("place", Sight.OWNER, "description", new Sight(Audience.NAMED, List.of(BRESCIA))));
    }

    private static Pen.Written offer(Pen by, TicketNumber number, int epoch, MemberCode to) {
        TicketBody offer = new HandoverOffer("vostro", Instant.now().plus(Duration.ofHours(1)), null);
        return by.act(number, epoch, offer, to);
    }

    private CompletableFuture<Decision> submit(Pen by, Pen.Written written) {
        return exchange.submit(new Incoming(written.jws(), by.member(), "test"));
    }

    private Record say(Pen by, Pen.Written written) {
        Decision decision = submit(by, written).orTimeout(60, TimeUnit.SECONDS).join();
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        return ((Decision.Accepted) decision)
                .stamp()
                .verify(hub.bean(SealKey.class).verifyKey())
                .orElseThrow();
    }

    private void told(Receipt.Entry entry) {
        assertThat(submit(parma, parma.say(new Receipt(List.of(entry)))).join()).isInstanceOf(Decision.Noted.class);
    }

    private void refused(Pen.Written written, RefusalCode code) {
        assertThat(submit(venezia, written).join())
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(code));
    }

    private List<Frame.Delivery> deliveries(MemberCode member, UUID message) {
        List<Frame.Delivery> all = new ArrayList<>();
        Mailbox.Page page = hub.bean(Mailbox.class).after(member, 0, Mailbox.MOST);
        while (!page.items().isEmpty()) {
            all.addAll(page.items());
            page = hub.bean(Mailbox.class).after(member, page.cursor(), Mailbox.MOST);
        }
        return all.stream()
                .filter(each -> each.stamp().leaf().contains(message.toString()))
                .filter(each -> each.stamp().leaf().startsWith("{\"message\":\"" + message))
                .toList();
    }

    private Frame.Delivery only(MemberCode member, UUID message) {
        List<Frame.Delivery> found = deliveries(member, message);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    /** The body as its recipient reads it, which verifies it first. */
    private JsonNode seen(Frame.Delivery delivery) {
        Sealed sealed = Sealed.read(delivery.message()).orElseThrow();
        for (Pen pen : List.of(venezia, parma, brescia)) {
            byte[] payload = sealed.verify(pen.seal().verifyKey()).orElse(null);
            if (payload != null
                    && Reading.of(payload, sealed, pen.member()) instanceof Reading.Understood(Message m, var _)) {
                return m.body();
            }
        }
        throw new AssertionError("cannot be read");
    }

    private String text(MemberCode member, UUID message) {
        return CurrentTenant.during(
                member,
                () -> hub.bean(JdbcClient.class)
                        .sql("select message_seen(m) from message m where id = ?")
                        .param(message)
                        .query(String.class)
                        .single());
    }

    private long count(String sql, MemberCode tenant) {
        return CurrentTenant.during(
                tenant,
                () -> hub.bean(JdbcClient.class).sql(sql).query(Long.class).single());
    }

    /** {@code -Dsnodo.golden=FOLDER} keeps the file, as an example for the specification. */
    private String firstOfEvidence(MemberCode party, TicketNumber number) throws Exception {
        Dossiers.Answer answer = hub.bean(Dossiers.class).of(party, number);
        assertThat(answer).isInstanceOf(Dossiers.Answer.Given.class);
        try (InputStream given = ((Dossiers.Answer.Given) answer).file()) {
            byte[] file = given.readAllBytes();
            String golden = System.getProperty("snodo.golden", "");
            if (!golden.isEmpty() && party.equals(BRESCIA)) {
                Files.write(Path.of(golden, "with-hidden-fields.json"), file);
            }
            return Json.MAPPER
                    .readTree(file)
                    .path("entries")
                    .get(0)
                    .path("message")
                    .stringValue("");
        }
    }

    /** Of the opening: where it says of Brescia that it is named. */
    private List<String> shownTo(MemberCode member, Pen.Written written) {
        Message message = Uncovering.kept(written.jws());
        return disclosures(written).stream()
                .filter(text -> message.hidden().stream()
                        .anyMatch(field -> field.digest().equals(SaltedField.digest(text))
                                && field.others().contains(member)))
                .toList();
    }

    private static List<String> disclosures(Pen.Written written) {
        return Sealed.read(written.jws()).orElseThrow().disclosures().orElseThrow();
    }
}
