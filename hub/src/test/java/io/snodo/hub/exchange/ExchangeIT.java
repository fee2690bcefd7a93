package io.snodo.hub.exchange;

import static io.snodo.hub.TestHub.BRESCIA;
import static io.snodo.hub.TestHub.PARMA;
import static io.snodo.hub.TestHub.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snodo.hub.TestHub;
import io.snodo.hub.embedded.DatabaseCoordinates;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.CallMode;
import io.snodo.messages.body.CallTransfer;
import io.snodo.messages.body.HandoverAccept;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.HandoverReject;
import io.snodo.messages.body.HandoverWithdraw;
import io.snodo.messages.body.MemberHello;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.Outcome;
import io.snodo.messages.body.Status;
import io.snodo.messages.body.StatusSet;
import io.snodo.messages.body.TicketConfirm;
import io.snodo.messages.body.TicketResolve;
import io.snodo.messages.body.TrackingCode;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.Sealed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExchangeIT {
    private static final AtomicInteger SERIAL = new AtomicInteger(1);
    private static final TrackingCode CODE = TrackingCode.random();

    private TestHub hub;
    private Exchange exchange;
    private Pen venezia;
    private Pen parma;
    private Pen brescia;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        hub = TestHub.start(folder);
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
    void aTicketsStoryFromOpeningToConfirmation() {
        TicketNumber number = opened();
        UUID offer = accepted(venezia, offer(venezia, number, 1, PARMA)).message();
        Record taken = accepted(parma, parma.act(number, 1, new HandoverAccept(offer)));
        assertThat(taken.owner()).isEqualTo(PARMA);
        assertThat(taken.epoch()).isEqualTo(2);
        assertThat(taken.status()).isEqualTo(Status.ACKNOWLEDGED);

        accepted(parma, parma.act(number, 2, new StatusSet(Status.IN_PROGRESS, null)));
        accepted(parma, parma.act(number, 2, new NoteAdd("Arriviamo domani", Audience.CITIZEN, null)));
        accepted(parma, parma.act(number, 2, new NoteAdd("Manca il mezzo", Audience.PARTIES, null)));
        accepted(parma, parma.act(number, 2, new NoteAdd("Appunto", null, null)));
        accepted(parma, parma.act(number, 2, new TicketResolve(Outcome.SOLVED, "Riparata")));

        TicketView citizens =
                hub.bean(Tickets.class).track(number, CODE.digest(number)).orElseThrow();
        assertThat(citizens.owner()).isEqualTo(PARMA);
        assertThat(citizens.events())
                .extracting(TicketView.Event::text)
                .contains("Arriviamo domani", "Riparata")
                .doesNotContain("Manca il mezzo", "Appunto", "Davanti al civico 3");

        Message confirm = Message.of(Clock.systemUTC(), MemberCode.HUB, List.of(), number, 0, new TicketConfirm(null));
        assertThat(exchange.say(confirm.forCitizen()).join()).isInstanceOf(Decision.Accepted.class);
        assertThat(seen(VENEZIA, number).status()).isEqualTo(Status.CLOSED);
        assertThat(seen(VENEZIA, number).events())
                .extracting(TicketView.Event::text)
                .doesNotContain("Appunto");
        assertThat(seen(PARMA, number).events())
                .extracting(TicketView.Event::sequence)
                .as("whom it was offered knows what came before")
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        refused(parma, parma.act(number, 2, new NoteAdd("Tardi", Audience.PARTIES, null)), RefusalCode.TICKET_FINAL);
    }

    @Test
    void aCallIsForTheOneItNamesAndConcernsNoTicket() {
        TicketNumber number = opened();
        CallTransfer call = new CallTransfer(
                "linea-7Kq2",
                CallMode.CONFERENCE,
                "strade",
                "de",
                "Una buca",
                Instant.now().plus(Duration.ofMinutes(10)),
                number,
                null);

        Record record = accepted(venezia, venezia.say(call, PARMA));

        assertThat(record.ticket()).isNull();
        assertThat(record.sequence()).isZero();
        assertThat(delivered(PARMA, record.message())).isOne();
        assertThat(delivered(BRESCIA, record.message())).isZero();
        assertThat(delivered(VENEZIA, record.message())).isZero();
        assertThat(CurrentTenant.during(PARMA, () -> hub.bean(Tickets.class).find(number)))
                .as("to be told a number makes nobody a party")
                .isEmpty();
        assertThat(seen(VENEZIA, number).events()).hasSize(1);
    }

    private long delivered(MemberCode to, UUID message) {
        return CurrentTenant.during(
                to,
                () -> hub.bean(JdbcClient.class)
                        .sql("select count(*) from delivery where recipient = ? and message = ?")
                        .params(to.value(), message)
                        .query(Long.class)
                        .single());
    }

    @Test
    void theSameBytesGetTheSameStampAgainAndOtherBytesUnderTheirIdAreMisuse() {
        TicketNumber number = venezia.number(SERIAL.getAndIncrement());
        Pen.Written open = venezia.open(number, CODE);
        Decision first = submit(venezia, open);
        assertThat(first).isInstanceOf(Decision.Accepted.class);
        assertThat(submit(venezia, open)).isEqualTo(first);

        Message other = new Message(
                Message.VERSION,
                open.id(),
                "note.add",
                VENEZIA,
                List.of(),
                number,
                1,
                Instant.now(),
                List.of(),
                false,
                null,
                Json.MAPPER.valueToTree(new NoteAdd("altro", null, null)));
        refused(venezia, venezia.write(other), RefusalCode.MESSAGE_ID_REUSED);
    }

    @Test
    void aCopyOfWhatWasRefusedIsNotActedOnWhateverHasChangedSince() {
        TicketNumber number = venezia.number(SERIAL.getAndIncrement());
        Pen.Written note = venezia.act(number, 1, new NoteAdd("troppo presto", Audience.PARTIES, null));
        refused(venezia, note, RefusalCode.TICKET_UNKNOWN);
        accepted(venezia, venezia.open(number, CODE));
        refused(venezia, note, RefusalCode.TICKET_UNKNOWN);
        assertThat(seen(VENEZIA, number).sequence()).isEqualTo(1);
    }

    @Test
    void aDuplicateInOneBatchIsAnsweredAlikeAndRecordedOnce() {
        TicketNumber number = venezia.number(SERIAL.getAndIncrement());
        Pen.Written open = venezia.open(number, CODE);
        Incoming incoming = new Incoming(open.jws(), VENEZIA, "test");
        List<Decision> decisions =
                List.of(exchange.submit(incoming), exchange.submit(incoming), exchange.submit(incoming)).stream()
                        .map(CompletableFuture::join)
                        .toList();
        assertThat(decisions).allMatch(decisions.getFirst()::equals);
        assertThat(seen(VENEZIA, number).sequence()).isEqualTo(1);
    }

    @Test
    void manyMessagesOfOneTicketInOneBatchAreDecidedInTheirOrder() {
        TicketNumber number = venezia.number(SERIAL.getAndIncrement());
        List<CompletableFuture<Decision>> decisions = new ArrayList<>();
        Line line = new Line(); // more than what is taken of one member that keeps no line
        decisions.add(exchange.submit(new Incoming(venezia.open(number, CODE).jws(), VENEZIA, "test"), line));
        for (int i = 0; i < 300; i++) {
            Pen.Written note = venezia.act(number, 1, new NoteAdd("nota " + i, Audience.PARTIES, null));
            decisions.add(exchange.submit(new Incoming(note.jws(), VENEZIA, "test"), line));
        }
        List<Long> sequences = decisions.stream()
                .map(decision ->
                        record(decision.orTimeout(60, TimeUnit.SECONDS).join()).sequence())
                .toList();
        assertThat(sequences).isSorted().hasSize(301).endsWith(301L);
    }

    @Test
    void whatIsNoTicketOfTheAskersDoesNotExist() {
        TicketNumber number = opened();
        TicketNumber never = venezia.number(999_999);
        for (TicketNumber foreign : List.of(number, never)) {
            refused(
                    brescia,
                    brescia.act(foreign, 1, new NoteAdd("?", Audience.PARTIES, null)),
                    RefusalCode.TICKET_UNKNOWN);
            assertThat(CurrentTenant.during(
                            BRESCIA, () -> hub.bean(Tickets.class).find(foreign)))
                    .isEmpty();
        }
        assertThat(hub.bean(Tickets.class).track(number, TrackingCode.random().digest(number)))
                .isEmpty();
    }

    @Test
    void whomATicketWasOfferedIsToldThatTheOfferHasEndedAndNobodyElseLearnsThatThereIsATicket() {
        TicketNumber number = opened();
        UUID offer = accepted(venezia, offer(venezia, number, 1, PARMA)).message();
        accepted(venezia, venezia.act(number, 1, new HandoverWithdraw(offer, null)));

        refused(parma, parma.act(number, 1, new HandoverAccept(offer)), RefusalCode.OFFER_UNKNOWN);
        refused(parma, parma.act(number, 1, new HandoverReject(offer, "tardi", null)), RefusalCode.OFFER_UNKNOWN);
        refused(parma, parma.act(number, 1, new NoteAdd("?", Audience.PARTIES, null)), RefusalCode.TICKET_UNKNOWN);
        assertThat(CurrentTenant.during(PARMA, () -> hub.bean(Tickets.class).find(number)))
                .isEmpty();
        refused(brescia, brescia.act(number, 1, new HandoverAccept(offer)), RefusalCode.TICKET_UNKNOWN);
    }

    @Test
    void ofAnAnswerAndTheEndOfTheOfferInOneBatchOneComesTooLate() {
        TicketNumber number = opened();
        UUID offer = accepted(venezia, offer(venezia, number, 1, PARMA)).message();
        Pen.Written withdraw = venezia.act(number, 1, new HandoverWithdraw(offer, null));
        Pen.Written accept = parma.act(number, 1, new HandoverAccept(offer));

        CompletableFuture<Decision> withdrawn = exchange.submit(new Incoming(withdraw.jws(), VENEZIA, "test"));
        CompletableFuture<Decision> late = exchange.submit(new Incoming(accept.jws(), PARMA, "test"));

        boolean ended = withdrawn.join() instanceof Decision.Accepted; // members take turns, so either may come first
        assertThat(late.join() instanceof Decision.Accepted).isNotEqualTo(ended);
        assertThat(codeOf(ended ? late : withdrawn)).isEqualTo(RefusalCode.OFFER_UNKNOWN);
    }

    @Test
    void aForeignersMessageInTheSameBatchGainsNoSightOfTheTicket() {
        TicketNumber number = opened();
        CompletableFuture<Decision> own = exchange.submit(new Incoming(
                venezia.act(number, 1, new NoteAdd("mia", Audience.PARTIES, null))
                        .jws(),
                VENEZIA,
                "test"));
        CompletableFuture<Decision> foreign = exchange.submit(new Incoming(
                brescia.act(number, 1, new NoteAdd("tua?", Audience.PARTIES, null))
                        .jws(),
                BRESCIA,
                "test"));
        assertThat(own.join()).isInstanceOf(Decision.Accepted.class);
        assertThat(foreign.join())
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        no -> assertThat(no.refusal().code()).isEqualTo(RefusalCode.TICKET_UNKNOWN));
    }

    @Test
    void eachDefectHasItsCodeAndChangesNothing() {
        TicketNumber number = opened();
        Pen.Written good = venezia.act(number, 1, new NoteAdd("ciao", Audience.PARTIES, null));
        String jws = good.jws();
        assertThat(code("x".repeat(300_000), VENEZIA)).isEqualTo(RefusalCode.MESSAGE_TOO_LARGE);
        assertThat(code("no jws", VENEZIA)).isEqualTo(RefusalCode.MESSAGE_MALFORMED);
        Pen stranger = new Pen(VENEZIA, "L736", SealKey.generate());
        assertThat(code(stranger.say(new MemberHello("x", List.of("1.0"), 0)).jws(), VENEZIA))
                .isEqualTo(RefusalCode.KEY_UNKNOWN);
        int middle = jws.indexOf('.') + 20;
        String tampered =
                jws.substring(0, middle) + (jws.charAt(middle) == 'A' ? 'B' : 'A') + jws.substring(middle + 1);
        assertThat(code(tampered, VENEZIA)).isEqualTo(RefusalCode.SEAL_INVALID);
        assertThat(code(jws, PARMA)).isEqualTo(RefusalCode.SENDER_MISMATCH);
        Pen asParma = new Pen(PARMA, "G337", venezia.seal());
        assertThat(code(asParma.act(number, 1, new NoteAdd("x", null, null)).jws(), VENEZIA))
                .isEqualTo(RefusalCode.SENDER_MISMATCH);
        String notJson = Sealed.sign("{\"a\":".getBytes(StandardCharsets.UTF_8), "staffetta", venezia.seal());
        assertThat(code(notJson, VENEZIA)).isEqualTo(RefusalCode.JSON_MALFORMED);
        refused(venezia, venezia.act(number, 7, new StatusSet(Status.IN_PROGRESS, null)), RefusalCode.EPOCH_STALE);
        assertThat(seen(VENEZIA, number).sequence()).isEqualTo(1);
    }

    @Test
    void anOfferNobodyAnswersEndsByTheClock() {
        TicketNumber number = opened();
        accepted(
                venezia,
                venezia.act(number, 1, new HandoverOffer("prova", Instant.now().plusSeconds(1), null), PARMA));
        await().atMost(Duration.ofSeconds(60)).until(() -> seen(VENEZIA, number).offeredTo() == null);
        assertThat(seen(VENEZIA, number).events())
                .extracting(TicketView.Event::type)
                .contains("handover.expire");
        assertThat(CurrentTenant.during(PARMA, () -> hub.bean(Tickets.class).find(number)))
                .isEmpty();
    }

    /** By its binding, a message here makes the database fail: for its own sake, or as if the server were going down. */
    @Test
    void aMessageThatCannotBeRecordedSinksAloneAndADatabaseThatGoesAwayRefusesNothingForGood() throws Exception {
        asOwner("""
                create or replace function fail() returns trigger language plpgsql as $$
                begin
                    raise exception 'secret words' using errcode =
                        case new.binding when 'poison' then '22000' else '57P01' end;
                end $$;
                create trigger fail before insert on message for each row
                    when (new.binding in ('poison', 'away')) execute function fail()""");
        TicketNumber number = opened();
        List<RefusalCode> codes = new ArrayList<>();
        List<CompletableFuture<Decision>> decisions = new ArrayList<>();
        for (String binding : List.of("test", "test", "poison", "test")) {
            Pen.Written note = venezia.act(number, 1, new NoteAdd(binding, Audience.PARTIES, null));
            decisions.add(exchange.submit(new Incoming(note.jws(), VENEZIA, binding)));
        }
        decisions.forEach(decision -> codes.add(codeOf(decision)));
        assertThat(codes).containsExactly(null, null, RefusalCode.INTERNAL_ERROR, null);
        assertThat(seen(VENEZIA, number).sequence()).isEqualTo(4);

        Pen.Written note = venezia.act(number, 1, new NoteAdd("away", Audience.PARTIES, null));
        assertThat(codeOf(exchange.submit(new Incoming(note.jws(), VENEZIA, "away"))))
                .isEqualTo(RefusalCode.HUB_BUSY);
        assertThat(codeOf(exchange.submit(new Incoming(note.jws(), VENEZIA, "test"))))
                .isNull();
        assertThat(seen(VENEZIA, number).sequence()).isEqualTo(5);
    }

    private static @Nullable RefusalCode codeOf(CompletableFuture<Decision> decision) {
        return decision.orTimeout(60, TimeUnit.SECONDS).join() instanceof Decision.Refused refused
                ? refused.refusal().code()
                : null;
    }

    private void asOwner(String statements) throws SQLException {
        DatabaseCoordinates found = hub.bean(DatabaseCoordinates.class);
        try (Connection connection = DriverManager.getConnection(
                        found.url(), found.owner().username(), found.owner().password());
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }

    @Test
    void theChainOfEvidenceHasNoGapsAndCannotBeChangedByTheHub() {
        opened();
        JdbcClient database = hub.bean(JdbcClient.class);
        assertThat(database.sql("""
                        select count(*) from evidence_batch b left join evidence_batch p on p.number = b.number - 1
                        where b.previous is distinct from p.root""").query(Long.class).single()).isZero();
        assertThatThrownBy(() ->
                        database.sql("update evidence_batch set root = 'x'").update())
                .hasRootCauseMessage("ERROR: permission denied for table evidence_batch");
    }

    private TicketNumber opened() {
        TicketNumber number = venezia.number(SERIAL.getAndIncrement());
        accepted(venezia, venezia.open(number, CODE));
        return number;
    }

    private static Pen.Written offer(Pen by, TicketNumber number, int epoch, MemberCode to) {
        return by.act(number, epoch, new HandoverOffer("vostro", Instant.now().plus(Duration.ofHours(1)), null), to);
    }

    private Decision submit(Pen by, Pen.Written written) {
        return exchange.submit(new Incoming(written.jws(), by.member(), "test"))
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    private Record accepted(Pen by, Pen.Written written) {
        return record(submit(by, written));
    }

    private Record record(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        return ((Decision.Accepted) decision)
                .stamp()
                .verify(hub.bean(SealKey.class).verifyKey())
                .orElseThrow();
    }

    private void refused(Pen by, Pen.Written written, RefusalCode code) {
        assertThat(submit(by, written))
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        no -> assertThat(no.refusal().code()).isEqualTo(code));
    }

    private RefusalCode code(String jws, MemberCode caller) {
        return ((Decision.Refused)
                        exchange.submit(new Incoming(jws, caller, "test")).join())
                .refusal()
                .code();
    }

    private TicketView seen(MemberCode by, TicketNumber number) {
        return CurrentTenant.during(by, () -> hub.bean(Tickets.class).find(number))
                .orElseThrow();
    }
}
