package io.snodo.hub.exchange.rules;

import static io.snodo.hub.exchange.rules.Story.PARMA;
import static io.snodo.hub.exchange.rules.Story.REGGIO;
import static io.snodo.hub.exchange.rules.Story.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.Face;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.Outcome;
import io.snodo.messages.body.RatingAdd;
import io.snodo.messages.body.Status;
import io.snodo.messages.body.StatusSet;
import io.snodo.messages.body.TicketCancel;
import io.snodo.messages.body.TicketClose;
import io.snodo.messages.body.TicketConfirm;
import io.snodo.messages.body.TicketReopen;
import io.snodo.messages.body.TicketResolve;
import io.snodo.messages.refusal.RefusalCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusActsTest {
    @Test
    void theOwnerSetsTheStatusAndNobodyElse() {
        Story story = Story.held();
        story.refuses(VENEZIA, 2, new StatusSet(Status.IN_PROGRESS, null), RefusalCode.OWNER_ONLY);
        assertThat(story.happens(PARMA, 2, new StatusSet(Status.IN_PROGRESS, null))
                        .ticket()
                        .status())
                .isEqualTo(Status.IN_PROGRESS);
    }

    @Test
    void refusesAStatusThatCannotBeReachedFromHere() {
        Story.held().refuses(PARMA, 2, new StatusSet(Status.CLOSED, null), RefusalCode.STATUS_ILLEGAL);
    }

    @Test
    void aResolutionWaitsForTheOriginator() {
        Story story = Story.resolved();
        assertThat(story.ticket().status()).isEqualTo(Status.RESOLVED);
        assertThat(story.ticket().progress().outcome()).isEqualTo(Outcome.SOLVED);
        assertThat(story.ticket().progress().resolvedAt()).isNotNull();
        story.refuses(PARMA, 2, new TicketConfirm(null), RefusalCode.ORIGINATOR_ONLY);
        assertThat(story.happens(VENEZIA, 0, new TicketConfirm(null)).ticket().status())
                .isEqualTo(Status.CLOSED);
    }

    @Test
    void theHubConfirmsForTheCitizenAndNotForItself() {
        Story story = Story.resolved();
        Message byItself = story.message(MemberCode.HUB, List.of(), 0, new TicketConfirm(null));
        story.refuses(byItself, new TicketConfirm(null), RefusalCode.ORIGINATOR_ONLY);
        Ruling.Happens confirmed = story.happens(byItself.forCitizen(), new TicketConfirm(null));
        assertThat(confirmed.audience()).isEqualTo(Audience.CITIZEN);
        assertThat(confirmed.ticket().status()).isEqualTo(Status.CLOSED);
    }

    @Test
    void noMemberSpeaksForTheCitizen() {
        Story story = Story.resolved();
        Message pretended =
                story.message(VENEZIA, List.of(), 0, new TicketConfirm(null)).forCitizen();
        story.refuses(pretended, new TicketConfirm(null), RefusalCode.HUB_ONLY);
    }

    @Test
    void whatIsReopenedHasNoOutcomeAnyMore() {
        Story story = Story.resolved();
        Ticket reopened =
                story.happens(VENEZIA, 0, new TicketReopen("still there")).ticket();
        assertThat(reopened.status()).isEqualTo(Status.REOPENED);
        assertThat(reopened.progress().outcome()).isNull();
        assertThat(reopened.progress().resolvedAt()).isNull();
    }

    @Test
    void onlyTheHubClosesAfterSilence() {
        Story story = Story.resolved();
        story.refuses(PARMA, 2, new TicketClose(Outcome.SOLVED), RefusalCode.HUB_ONLY);
        assertThat(story.happens(MemberCode.HUB, 0, new TicketClose(Outcome.SOLVED))
                        .ticket()
                        .status())
                .isEqualTo(Status.CLOSED);
    }

    @Test
    void theOriginatorCancelsWhileItIsTheOwner() {
        assertThat(Story.opened()
                        .happens(VENEZIA, 1, new TicketCancel("twice"))
                        .ticket()
                        .status())
                .isEqualTo(Status.CANCELLED);
        Story.held().refuses(VENEZIA, 2, new TicketCancel("twice"), RefusalCode.OWNER_ONLY);
        Story.held().refuses(PARMA, 2, new TicketCancel("twice"), RefusalCode.ORIGINATOR_ONLY);
    }

    @Test
    void aRatingIsTheCitizensOrTheOriginatorsAndComesAfterTheResolution() {
        RatingAdd rating = new RatingAdd(Face.NEUTRAL, null);
        Story.held().refuses(VENEZIA, 0, rating, RefusalCode.STATUS_ILLEGAL);
        Story.resolved().refuses(PARMA, 2, rating, RefusalCode.ORIGINATOR_ONLY);
        Story closed = Story.resolved();
        closed.happens(VENEZIA, 0, new TicketConfirm(null));
        Message byCitizen = closed.message(MemberCode.HUB, List.of(), 0, rating).forCitizen();
        assertThat(closed.happens(byCitizen, rating).ticket().status()).isEqualTo(Status.CLOSED);
    }

    @Test
    void nothingHappensToWhatIsClosed() {
        Story story = Story.resolved();
        story.happens(VENEZIA, 0, new TicketConfirm(null));
        story.refuses(PARMA, 2, new StatusSet(Status.IN_PROGRESS, null), RefusalCode.TICKET_FINAL);
        story.refuses(PARMA, 2, new TicketResolve(Outcome.SOLVED, null), RefusalCode.TICKET_FINAL);
        story.refuses(VENEZIA, 0, new TicketReopen("still there"), RefusalCode.TICKET_FINAL);
        story.refuses(VENEZIA, 0, new NoteAdd("late", Audience.PARTIES, null), RefusalCode.TICKET_FINAL);
    }

    @Test
    void toAStrangerTheTicketDoesNotExist() {
        Story.held().refuses(REGGIO, 2, new StatusSet(Status.IN_PROGRESS, null), RefusalCode.TICKET_UNKNOWN);
        new Story().refuses(REGGIO, 2, new StatusSet(Status.IN_PROGRESS, null), RefusalCode.TICKET_UNKNOWN);
    }
}
