package io.snodo.hub.exchange.rules;

import static io.snodo.hub.exchange.rules.Story.BRESCIA;
import static io.snodo.hub.exchange.rules.Story.PARMA;
import static io.snodo.hub.exchange.rules.Story.REGGIO;
import static io.snodo.hub.exchange.rules.Story.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.body.Asked;
import io.snodo.messages.body.HandoverAccept;
import io.snodo.messages.body.InfoRequest;
import io.snodo.messages.body.Outcome;
import io.snodo.messages.body.Status;
import io.snodo.messages.body.StatusSet;
import io.snodo.messages.body.TaskAccept;
import io.snodo.messages.body.TaskDecline;
import io.snodo.messages.body.TaskDone;
import io.snodo.messages.body.TaskExpire;
import io.snodo.messages.body.TaskRequest;
import io.snodo.messages.body.TaskWithdraw;
import io.snodo.messages.body.TicketCancel;
import io.snodo.messages.body.TicketResolve;
import io.snodo.messages.refusal.RefusalCode;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TaskActsTest {
    @Test
    void whoIsAskedIsAPartyAndKnowsWhatThePartiesKnowAndOwnsNothing() {
        Story story = Story.held();
        Ruling.Happens asked = story.happens(request(story, PARMA, 2, REGGIO), body(story));
        assertThat(asked.newcomer()).isEqualTo(REGGIO);
        assertThat(asked.readers()).contains(VENEZIA, PARMA, REGGIO);
        assertThat(asked.ticket().custody().owner()).isEqualTo(PARMA);
        assertThat(asked.ticket().status()).isEqualTo(Status.ACKNOWLEDGED);
        story.refuses(REGGIO, 2, new StatusSet(Status.IN_PROGRESS, null), RefusalCode.OWNER_ONLY);
    }

    @Test
    void itIsAPartyUntilItsTaskEnds() {
        Story story = Story.held();
        UUID task = asked(story, REGGIO);
        story.happens(REGGIO, 0, new TaskAccept(task));
        Ruling.Happens done = story.happens(REGGIO, 0, new TaskDone(task, "in the portal"));
        assertThat(done.readers()).contains(VENEZIA, PARMA, REGGIO);
        assertThat(done.ticket().parties()).doesNotContain(REGGIO);
        assertThat(done.ticket().matters()).isEqualTo(Matters.NONE);
        story.refuses(REGGIO, 0, new TaskDone(task, "again"), RefusalCode.TICKET_UNKNOWN);
        story.refuses(PARMA, 2, new TaskWithdraw(task, null), RefusalCode.TASK_UNKNOWN);
    }

    @Test
    void aTaskGoesWithTheTicketAndItsNewOwnerMayWithdrawIt() {
        Story story = Story.held();
        UUID task = asked(story, BRESCIA);
        story.happens(REGGIO, 2, new HandoverAccept(story.offered(PARMA, 2, REGGIO)));
        story.happens(BRESCIA, 0, new TaskAccept(task));
        story.refuses(PARMA, 2, new TaskWithdraw(task, null), RefusalCode.EPOCH_STALE);
        assertThat(story.happens(REGGIO, 3, new TaskWithdraw(task, null)).readers())
                .contains(BRESCIA);
    }

    @Test
    void nothingIsResolvedOrCancelledOverAnOpenTask() {
        Story story = Story.opened();
        UUID task = asked(story, VENEZIA, 1, PARMA);
        story.refuses(VENEZIA, 1, new TicketResolve(Outcome.SOLVED, null), RefusalCode.TASK_OPEN);
        story.refuses(VENEZIA, 1, new TicketCancel("twice"), RefusalCode.TASK_OPEN);
        story.happens(PARMA, 0, new TaskDecline(task, "not ours"));
        story.happens(VENEZIA, 1, new TicketResolve(Outcome.SOLVED, null));
        story.refuses(request(story, VENEZIA, 1, PARMA), body(story), RefusalCode.STATUS_ILLEGAL);
    }

    @Test
    void onlyTheHubEndsATaskAndOnlyAtItsDeadlineWhateverItsState() {
        Story story = Story.held();
        UUID task = asked(story, REGGIO);
        story.happens(REGGIO, 0, new TaskAccept(task));
        story.refuses(MemberCode.HUB, 0, new TaskExpire(task), RefusalCode.DEADLINE_INVALID);
        story.after(Duration.ofHours(1)).refuses(REGGIO, 0, new TaskDone(task, "late"), RefusalCode.TASK_UNKNOWN);
        story.refuses(PARMA, 2, new TaskExpire(task), RefusalCode.HUB_ONLY);
        assertThat(story.happens(MemberCode.HUB, 0, new TaskExpire(task)).readers())
                .contains(REGGIO);
    }

    @Test
    void isAskedOfAnotherMemberThatTakesOurTicketsOrIsAPartyAnyway() {
        Story story = Story.held();
        story.refuses(request(story, PARMA, 2, PARMA), body(story), RefusalCode.TO_SELF);
        MemberCode stranger = new MemberCode("c_x000");
        story.refuses(request(story, PARMA, 2, stranger), body(story), RefusalCode.RECIPIENT_UNKNOWN);
        story.happens(request(story, PARMA, 2, VENEZIA), body(story));
        Story.opened().refuses(request(story, VENEZIA, 1, BRESCIA), body(story), RefusalCode.AGREEMENT_MISSING);
        story.refuses(request(story, VENEZIA, 2, REGGIO), body(story), RefusalCode.OWNER_ONLY);
    }

    @Test
    void theirNumberIsBounded() {
        Story story = Story.held();
        for (int i = 0; i < Matters.MOST; i++) {
            asked(story, REGGIO);
        }
        story.refuses(request(story, PARMA, 2, REGGIO), body(story), RefusalCode.MATTERS_FULL);
    }

    @Test
    void whoHasTakenATaskOnMayAskTheCitizen() {
        Story story = Story.held();
        UUID task = asked(story, REGGIO);
        InfoRequest question = new InfoRequest(Asked.CITIZEN, "which house?");
        story.refuses(REGGIO, 2, question, RefusalCode.OWNER_ONLY);
        story.happens(REGGIO, 0, new TaskAccept(task));
        assertThat(story.happens(REGGIO, 0, question).ticket().status()).isEqualTo(Status.PENDING);
    }

    private static UUID asked(Story story, MemberCode of) {
        return asked(story, PARMA, 2, of);
    }

    private static UUID asked(Story story, MemberCode by, int epoch, MemberCode of) {
        Message request = request(story, by, epoch, of);
        story.happens(request, body(story));
        return request.id();
    }

    private static Message request(Story story, MemberCode by, int epoch, MemberCode of) {
        return story.message(by, List.of(of), epoch, body(story));
    }

    private static TaskRequest body(Story story) {
        return new TaskRequest("the map", story.now().plus(Duration.ofHours(1)));
    }
}
