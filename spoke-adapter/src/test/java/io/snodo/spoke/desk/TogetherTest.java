package io.snodo.spoke.desk;

import static io.snodo.spoke.desk.TestDesk.BRESCIA;
import static io.snodo.spoke.desk.TestDesk.NOW;
import static io.snodo.spoke.desk.TestDesk.PARMA;
import static io.snodo.spoke.desk.TestDesk.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Asked;
import io.snodo.messages.body.HandoverAccept;
import io.snodo.messages.body.HandoverAssign;
import io.snodo.messages.body.HandoverWithdraw;
import io.snodo.messages.body.InfoAnswer;
import io.snodo.messages.body.ShareGrant;
import io.snodo.messages.body.ShareRevoke;
import io.snodo.messages.body.Status;
import io.snodo.messages.body.TaskDone;
import io.snodo.messages.body.TaskRequest;
import io.snodo.messages.body.TicketBody;
import io.snodo.messages.body.TicketMerge;
import io.snodo.messages.body.TicketOpen;
import io.snodo.messages.body.TicketUpdate;
import io.snodo.messages.receipt.Record;
import io.snodo.spoke.store.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parma's ticket at the desk of Venezia, and what the two do with it together. */
class TogetherTest {
    private static final TicketNumber NUMBER = TicketNumber.mint("G337", 5);

    private TestDesk desk;
    private long sequence;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        desk = new TestDesk(folder);
        TicketOpen open = new TicketOpen("Lampione", null, "strade", "034027", "phone", null, null);
        recorded(PARMA, open, Status.TRIAGE, PARMA, 1);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void whoHasATaskDoesItAndHasACopyAfterwards() {
        UUID task =
                recorded(PARMA, new TaskRequest("La pianta", NOW.plusSeconds(60)), Status.TRIAGE, PARMA, 1, VENEZIA);
        assertThat(joint()).containsExactly(JointAct.DO_TASK);
        assertThat(desk.timeline(NUMBER).tasksOf(VENEZIA))
                .extracting(TicketEvent::message)
                .containsExactly(task);

        new DoTask(desk.voice).say(NUMBER, "giulia", new TaskDone(task, "nel portale"));
        assertThat(joint()).as("its like is on its way").isEmpty();
        assertThat(desk.said().getLast().content()).isEqualTo(new TaskDone(task, "nel portale"));
        hubRecords(Status.TRIAGE, PARMA, 1);
        assertThat(desk.timeline(NUMBER).isCopy(desk.ticket(NUMBER), VENEZIA)).isTrue();
    }

    @Test
    void whoIsLetOutHasACopyAndNothingToDo() {
        recorded(PARMA, new ShareGrant("confine"), Status.TRIAGE, PARMA, 1, VENEZIA);
        assertThat(acts()).containsExactly(Act.NOTE);
        recorded(PARMA, new ShareRevoke(null), Status.TRIAGE, PARMA, 1, VENEZIA);
        assertThat(acts()).isEmpty();
        assertThat(desk.timeline(NUMBER).isCopy(desk.ticket(NUMBER), VENEZIA)).isTrue();
    }

    @Test
    void theOwnerAsksOneQuestionAndTheOriginatorAnswersIt() {
        TicketNumber ours = desk.aRecordedTicket();
        assertThat(desk.timeline(ours).jointActs(desk.ticket(ours), VENEZIA, NOW))
                .containsExactly(JointAct.ASK, JointAct.ASK_FOR_TASK);
        new AskQuestion(desk.voice).ask(ours, "giulia", Asked.CITIZEN, "A quale civico?");
        UUID question = desk.said().getLast().id();
        desk.hubRecordsAll(ours, Status.PENDING, VENEZIA, 1, null, null);
        assertThat(desk.timeline(ours).jointActs(desk.ticket(ours), VENEZIA, NOW))
                .containsExactly(JointAct.ANSWER_QUESTION, JointAct.ASK_FOR_TASK);
        new AnswerQuestion(desk.voice).answer(ours, "giulia", "Al 3");
        assertThat(desk.said().getLast().content()).isEqualTo(new InfoAnswer(question, "Al 3"));
    }

    @Test
    void aCorrectionIsSeenAndALateOneIsNot() {
        recorded(PARMA, new ShareGrant("confine"), Status.TRIAGE, PARMA, 1, VENEZIA);
        recorded(PARMA, subject(2, "Due lampioni"), Status.TRIAGE, PARMA, 1);
        long later = sequence;
        sequence = 1;
        recorded(PARMA, subject(1, "Un lampione"), Status.TRIAGE, PARMA, 1);
        assertThat(later).isEqualTo(3);
        assertThat(desk.ticket(NUMBER).subject()).isEqualTo("Due lampioni");
        assertThat(desk.ticket(NUMBER).category()).isEqualTo("strade");
    }

    @Test
    void theDateIsMovedByTheTimeThatTheClockStood() {
        Instant due = NOW.plus(Duration.ofDays(33));
        Message answer = message(PARMA, new InfoAnswer(UUID.randomUUID(), "Al 3"), List.of());
        desk.applied()
                .recorded(
                        answer,
                        new Record(
                                answer.id(),
                                "digest",
                                PARMA,
                                answer.type(),
                                NUMBER,
                                ++sequence,
                                1,
                                PARMA,
                                Status.IN_PROGRESS,
                                null,
                                null,
                                due,
                                NOW));
        assertThat(desk.ticket(NUMBER).due()).isEqualTo(due);
    }

    @Test
    void whoIsGivenTheTicketByTheHubsOperatorHoldsIt() {
        recorded(
                MemberCode.HUB,
                new HandoverAssign(UUID.randomUUID(), "vostra"),
                Status.ACKNOWLEDGED,
                VENEZIA,
                2,
                VENEZIA);
        assertThat(desk.timeline(NUMBER).visited(desk.ticket(NUMBER))).containsExactly(PARMA);
        assertThat(desk.tickets.heldBy(VENEZIA, Place.START).rows())
                .extracting(Ticket::number)
                .containsExactly(NUMBER);
        recorded(VENEZIA, new TicketMerge(TicketNumber.mint("G337", 6), null), Status.MERGED, VENEZIA, 2);
        assertThat(desk.tickets.heldBy(VENEZIA, Place.START).rows()).isEmpty();
    }

    @Test
    void aTicketThatMayNotWanderIsReferred() {
        recorded(BRESCIA, new HandoverAccept(UUID.randomUUID()), Status.ACKNOWLEDGED, BRESCIA, 2);
        recorded(PARMA, new HandoverAccept(UUID.randomUUID()), Status.ACKNOWLEDGED, PARMA, 3);
        recorded(VENEZIA, new HandoverAccept(UUID.randomUUID()), Status.ACKNOWLEDGED, VENEZIA, 4);
        assertThat(acts()).doesNotContain(Act.OFFER);
        assertThat(joint()).contains(JointAct.REFER);
        new ReferTicket(desk.voice).refer(NUMBER, "giulia", "di nessuno");
        hubRecords(Status.ACKNOWLEDGED, VENEZIA, 4);
        assertThat(joint()).doesNotContain(JointAct.REFER);
        TicketEvent referral = desk.timeline(NUMBER).referral().orElseThrow();
        assertThat(acts()).contains(Act.WITHDRAW).doesNotContain(Act.RESOLVE);
        new WithdrawOffer(desk.voice).withdraw(NUMBER, "giulia", null);
        assertThat(desk.said().getLast().content()).isEqualTo(new HandoverWithdraw(referral.message(), null));
    }

    /** What this desk has on its way. */
    private void hubRecords(Status status, MemberCode owner, int epoch) {
        for (TicketEvent event : desk.timeline(NUMBER).events()) {
            if (event.standing() == TicketEvent.Standing.ON_ITS_WAY) {
                Message own = TestDesk.message(event.message(), VENEZIA, NUMBER, epoch, event.content());
                desk.applied().recorded(own, TestDesk.record(own, ++sequence, status, owner, epoch, null, null));
            }
        }
    }

    private static TicketUpdate subject(long basedOn, String subject) {
        return new TicketUpdate(basedOn, new TicketUpdate.Patch(subject, null, null, null), null);
    }

    private Set<Act> acts() {
        return desk.timeline(NUMBER).openActs(desk.ticket(NUMBER), VENEZIA, NOW);
    }

    private Set<JointAct> joint() {
        return desk.timeline(NUMBER).jointActs(desk.ticket(NUMBER), VENEZIA, NOW);
    }

    private UUID recorded(
            MemberCode by, TicketBody body, Status status, MemberCode owner, int epoch, MemberCode... to) {
        Message message = message(by, body, List.of(to));
        desk.applied().recorded(message, TestDesk.record(message, ++sequence, status, owner, epoch, null, null));
        return message.id();
    }

    private Message message(MemberCode by, TicketBody body, List<MemberCode> to) {
        return Message.of(desk.clock, by, to, NUMBER, 1, body);
    }
}
