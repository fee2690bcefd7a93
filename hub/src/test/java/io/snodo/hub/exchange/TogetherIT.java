package io.snodo.hub.exchange;

import static io.snodo.hub.TestHub.BRESCIA;
import static io.snodo.hub.TestHub.PARMA;
import static io.snodo.hub.TestHub.REGGIO_CALABRIA;
import static io.snodo.hub.TestHub.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snodo.hub.TestHub;
import io.snodo.hub.exchange.ledger.History;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Asked;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.Disagreement;
import io.snodo.messages.body.DiscrepancyAnswer;
import io.snodo.messages.body.DiscrepancyReport;
import io.snodo.messages.body.Finding;
import io.snodo.messages.body.HandoverAccept;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.HandoverRefer;
import io.snodo.messages.body.InfoAnswer;
import io.snodo.messages.body.InfoRequest;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.Outcome;
import io.snodo.messages.body.Relation;
import io.snodo.messages.body.ShareGrant;
import io.snodo.messages.body.ShareRevoke;
import io.snodo.messages.body.Status;
import io.snodo.messages.body.TaskAccept;
import io.snodo.messages.body.TaskDone;
import io.snodo.messages.body.TaskRequest;
import io.snodo.messages.body.TicketConfirm;
import io.snodo.messages.body.TicketLink;
import io.snodo.messages.body.TicketMerge;
import io.snodo.messages.body.TicketResolve;
import io.snodo.messages.body.TicketSplit;
import io.snodo.messages.body.TicketUnmerge;
import io.snodo.messages.body.TicketUpdate;
import io.snodo.messages.body.TrackingCode;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.task.Task;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What several members do with one ticket, through the exchange and the database as they are. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TogetherIT {
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
    void aQuestionToTheCitizenStopsTheClockUntilTheCitizenAnswersOnTheHubsPage() {
        TicketNumber number = heldByParma();
        Instant promised = seen(VENEZIA, number).due();
        UUID question = say(parma, parma.act(number, 2, new InfoRequest(Asked.CITIZEN, "A quale civico?")))
                .message();
        TicketView waiting = seen(VENEZIA, number);
        assertThat(waiting.status()).isEqualTo(Status.PENDING);
        assertThat(waiting.matters().question()).isEqualTo(new TicketView.Question(question, PARMA, Asked.CITIZEN));
        assertThat(waiting.matters().pendingSince()).isNotNull();
        TicketView citizens =
                hub.bean(Tickets.class).track(number, CODE.digest(number)).orElseThrow();
        assertThat(citizens.events()).extracting(TicketView.Event::text).contains("A quale civico?");

        Message answer = Message.of(
                        Clock.systemUTC(),
                        MemberCode.HUB,
                        List.of(),
                        number,
                        0,
                        new InfoAnswer(question, "Al civico 3"))
                .forCitizen();
        Record answered = record(exchange.say(answer).join());
        assertThat(answered.status()).isEqualTo(Status.IN_PROGRESS);
        TicketView going = seen(VENEZIA, number);
        assertThat(going.matters().question()).isNull();
        assertThat(going.matters().promised()).isEqualTo(promised);
        assertThat(going.matters().stopped()).isPositive();
        assertThat(going.due())
                .isEqualTo(promised.plus(going.matters().stopped()))
                .isEqualTo(answered.due());
    }

    @Test
    void aStaleCorrectionIsAnsweredWithWhatTheTicketSaysNowAlsoWhenItComesAgain() {
        TicketNumber number = heldByParma();
        say(parma, parma.act(number, 2, category(3, "verde")));
        Pen.Written stale = venezia.act(number, 0, category(3, "tributi"));
        Refusal refusal = refused(venezia, stale, RefusalCode.UPDATE_STALE);
        assertThat(refusal.present().category()).isEqualTo("verde");
        assertThat(refusal.present().sequence()).isEqualTo(4);

        Record unheard = say(venezia, venezia.act(number, 0, category(1, "verde")));
        assertThat(unheard.sequence()).isEqualTo(5);
        assertThat(seen(PARMA, number).events())
                .as("what is said already reaches nobody")
                .extracting(TicketView.Event::sequence)
                .containsExactly(1L, 2L, 3L, 4L);
        say(venezia, venezia.act(number, 0, category(5, "strade")));
        assertThat(refused(venezia, stale, RefusalCode.UPDATE_STALE).present().category())
                .isEqualTo("strade");
        assertThat(seen(PARMA, number).category()).isEqualTo("strade");
    }

    @Test
    void aContributorKnowsTheTicketWhileItHasATaskAndTheClockEndsATaskThatNobodyDoes() {
        TicketNumber number = heldByParma();
        say(parma, parma.act(number, 2, new NoteAdd("prima", Audience.PARTIES, null)));
        assertThat(find(BRESCIA, number)).isEmpty();
        UUID task = say(parma, parma.act(number, 2, task(Duration.ofHours(1)), BRESCIA))
                .message();
        TicketView contributors = seen(BRESCIA, number);
        assertThat(contributors.matters().tasks()).extracting(Task::id).containsExactly(task);
        assertThat(contributors.events())
                .as("it knows what came before")
                .extracting(TicketView.Event::text)
                .contains("prima", "la pianta");
        say(brescia, brescia.act(number, 0, new TaskAccept(task)));
        refused(parma, parma.act(number, 2, new TicketResolve(Outcome.SOLVED, null)), RefusalCode.TASK_OPEN);
        say(brescia, brescia.act(number, 0, new TaskDone(task, "fatto")));
        assertThat(find(BRESCIA, number)).isEmpty();

        say(parma, parma.act(number, 2, task(Duration.ofSeconds(1)), BRESCIA));
        await().atMost(Duration.ofSeconds(60)).until(() -> find(BRESCIA, number).isEmpty());
        assertThat(seen(VENEZIA, number).events())
                .extracting(TicketView.Event::type)
                .endsWith("task.expire");
        say(parma, parma.act(number, 2, new TicketResolve(Outcome.SOLVED, null)));
    }

    @Test
    void anObserverThatIsLetOutKeepsWhatItHasAndIsShownNothingMore() {
        TicketNumber number = heldByParma();
        say(parma, parma.act(number, 2, new NoteAdd("prima", Audience.PARTIES, null)));
        say(parma, parma.act(number, 2, new ShareGrant("confine"), BRESCIA));
        assertThat(seen(BRESCIA, number).matters().observers()).containsExactly(BRESCIA);
        say(parma, parma.act(number, 2, new NoteAdd("durante", Audience.PARTIES, null)));
        say(parma, parma.act(number, 2, new ShareRevoke("solo nostro"), BRESCIA));
        say(parma, parma.act(number, 2, new NoteAdd("dopo", Audience.PARTIES, null)));

        assertThat(find(BRESCIA, number)).isEmpty();
        List<History.Event> copy =
                CurrentTenant.during(BRESCIA, () -> hub.bean(History.class).events(number));
        assertThat(copy)
                .extracting(event -> event.message().type())
                .startsWith("ticket.open")
                .endsWith("note.add", "share.revoke");
        assertThat(copy)
                .noneMatch(event -> event.message().content() instanceof NoteAdd note
                        && note.text().equals("dopo"));
        refused(brescia, brescia.act(number, 2, new NoteAdd("?", Audience.PARTIES, null)), RefusalCode.TICKET_UNKNOWN);
    }

    @Test
    void pastTheHopLimitTheOperatorSeesTheTicketAndPlacesIt() {
        TicketNumber number = heldByParma();
        UUID back = say(parma, offer(parma, number, 2, VENEZIA)).message();
        say(venezia, venezia.act(number, 2, new HandoverAccept(back)));
        UUID toReggio = say(venezia, offer(venezia, number, 3, REGGIO_CALABRIA)).message();
        Pen reggio = Pen.of(hub, REGGIO_CALABRIA);
        say(reggio, reggio.act(number, 3, new HandoverAccept(toReggio)));
        refused(reggio, offer(reggio, number, 4, VENEZIA), RefusalCode.HOP_LIMIT);
        UUID referral = say(reggio, reggio.act(number, 4, new HandoverRefer("di nessuno")))
                .message();

        Referrals referrals = hub.bean(Referrals.class);
        Referrals.Waiting waiting = referrals.waiting(10).stream()
                .filter(each -> each.ticket().equals(number))
                .findFirst()
                .orElseThrow();
        assertThat(waiting.referral()).isEqualTo(referral);
        assertThat(waiting.owner()).isEqualTo(REGGIO_CALABRIA);
        assertThat(waiting.visited()).containsExactly(VENEZIA, PARMA, VENEZIA);

        Record placed =
                record(referrals.place(number, referral, BRESCIA, "la strada").join());
        assertThat(placed.owner()).isEqualTo(BRESCIA);
        assertThat(placed.epoch()).isEqualTo(5);
        assertThat(referrals.waiting(10)).extracting(Referrals.Waiting::ticket).doesNotContain(number);
        assertThat(seen(BRESCIA, number).events())
                .extracting(TicketView.Event::type)
                .contains("ticket.open");
        assertThat(hub.bean(Tickets.class)
                        .track(number, CODE.digest(number))
                        .orElseThrow()
                        .owner())
                .isEqualTo(BRESCIA);
        assertThat(referrals.place(number, referral, PARMA, "ripensamento").join())
                .isInstanceOf(Decision.Refused.class);
    }

    @Test
    void aCitizensNumberLeadsToWhoHoldsTheTicketThatGoesOn() {
        TicketNumber old = heldByParma();
        TicketNumber next = heldByParma();
        TicketNumber last = heldByParma();
        refused(venezia, venezia.act(old, 2, new TicketMerge(next, null)), RefusalCode.OWNER_ONLY);
        say(parma, parma.act(old, 2, new TicketMerge(next, "lo stesso")));
        say(parma, parma.act(next, 2, new TicketMerge(last, null)));
        UUID offer = say(parma, offer(parma, last, 2, REGGIO_CALABRIA)).message();
        Pen reggio = Pen.of(hub, REGGIO_CALABRIA);
        say(reggio, reggio.act(last, 2, new HandoverAccept(offer)));

        for (TicketNumber number : List.of(old, next)) {
            TicketView citizens =
                    hub.bean(Tickets.class).track(number, CODE.digest(number)).orElseThrow();
            assertThat(citizens.status()).isEqualTo(Status.MERGED);
            assertThat(citizens.matters().onward())
                    .containsExactly(new TicketView.Onward(true, last, REGGIO_CALABRIA, Status.ACKNOWLEDGED));
        }
        assertThat(hub.bean(History.class).leadsTo(old, TrackingCode.random().digest(old)))
                .as("without the code it leads nowhere")
                .isEmpty();
        refused(parma, parma.act(old, 2, new TicketResolve(Outcome.SOLVED, null)), RefusalCode.TICKET_MERGED);

        say(parma, parma.act(old, 2, new TicketUnmerge("sono due")));
        TicketView again = hub.bean(Tickets.class).track(old, CODE.digest(old)).orElseThrow();
        assertThat(again.status()).isEqualTo(Status.ACKNOWLEDGED);
        assertThat(again.matters().onward()).isEmpty();
    }

    @Test
    void theCitizenSeesWhoHasAPartOfTheRequest() {
        TicketNumber number = heldByParma();
        TicketNumber part = parma.number(SERIAL.getAndIncrement());
        refused(parma, parma.act(number, 2, new TicketSplit(part, "il marciapiede")), RefusalCode.TICKET_UNKNOWN);
        say(parma, parma.open(part, CODE));
        say(parma, parma.act(number, 2, new TicketSplit(part, "il marciapiede")));
        say(parma, parma.act(number, 2, new TicketLink(part, Relation.PART, null)));
        TicketView citizens =
                hub.bean(Tickets.class).track(number, CODE.digest(number)).orElseThrow();
        assertThat(citizens.matters().onward())
                .containsExactly(new TicketView.Onward(false, part, PARMA, Status.TRIAGE));
        assertThat(find(VENEZIA, part)).as("a part is a ticket of its own").isEmpty();
    }

    @Test
    void whatDoesNotAgreeIsOpenUntilSomebodyHasLookedAlsoAfterTheEnd() {
        TicketNumber number = heldByParma();
        say(parma, parma.act(number, 2, new TicketResolve(Outcome.SOLVED, "fatto")));
        say(venezia, venezia.act(number, 0, new TicketConfirm(null)));
        DiscrepancyReport body = new DiscrepancyReport(Disagreement.STATUS, 3L, "da noi è aperto");
        UUID report = say(venezia, venezia.act(number, 0, body)).message();
        assertThat(seen(PARMA, number).matters().discrepancies())
                .containsExactly(new TicketView.Discrepancy(report, VENEZIA, null, Disagreement.STATUS));
        say(parma, parma.act(number, 0, new DiscrepancyAnswer(report, Finding.CORRECTED, null)));
        assertThat(seen(VENEZIA, number).matters().discrepancies()).isEmpty();
    }

    private static TaskRequest task(Duration within) {
        return new TaskRequest("la pianta", Instant.now().plus(within));
    }

    private static TicketUpdate category(long basedOn, String category) {
        return new TicketUpdate(basedOn, new TicketUpdate.Patch(null, category, null, null), null);
    }

    private TicketNumber opened() {
        TicketNumber number = venezia.number(SERIAL.getAndIncrement());
        say(venezia, venezia.open(number, CODE));
        return number;
    }

    /** In Parma's hands, epoch 2. */
    private TicketNumber heldByParma() {
        TicketNumber number = opened();
        UUID offer = say(venezia, offer(venezia, number, 1, PARMA)).message();
        say(parma, parma.act(number, 1, new HandoverAccept(offer)));
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

    private Record say(Pen by, Pen.Written written) {
        return record(submit(by, written));
    }

    private Record record(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        return ((Decision.Accepted) decision)
                .stamp()
                .verify(hub.bean(SealKey.class).verifyKey())
                .orElseThrow();
    }

    private Refusal refused(Pen by, Pen.Written written, RefusalCode code) {
        Decision decision = submit(by, written);
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        no -> assertThat(no.refusal().code()).isEqualTo(code));
        return ((Decision.Refused) decision).refusal();
    }

    private Optional<TicketView> find(MemberCode by, TicketNumber number) {
        return CurrentTenant.during(by, () -> hub.bean(Tickets.class).find(number));
    }

    private TicketView seen(MemberCode by, TicketNumber number) {
        return find(by, number).orElseThrow();
    }
}
