package io.snodo.hub.exchange.rules;

import static io.snodo.hub.exchange.rules.Story.PARMA;
import static io.snodo.hub.exchange.rules.Story.REGGIO;
import static io.snodo.hub.exchange.rules.Story.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.body.Asked;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.HandoverAccept;
import io.snodo.messages.body.InfoAnswer;
import io.snodo.messages.body.InfoRequest;
import io.snodo.messages.body.Outcome;
import io.snodo.messages.body.Status;
import io.snodo.messages.body.StatusSet;
import io.snodo.messages.body.TicketResolve;
import io.snodo.messages.refusal.RefusalCode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuestionsTest {
    private static final InfoRequest TO_CITIZEN = new InfoRequest(Asked.CITIZEN, "which house?");
    private static final InfoRequest TO_ORIGINATOR = new InfoRequest(Asked.ORIGINATOR, "a photograph?");

    @Test
    void aQuestionStopsTheClockAndItsAnswerStartsItAgain() {
        Story story = Story.held();
        Ruling.Happens asked = story.happens(PARMA, 2, TO_CITIZEN);
        assertThat(asked.audience()).isEqualTo(Audience.CITIZEN);
        assertThat(asked.ticket().status()).isEqualTo(Status.PENDING);
        assertThat(asked.ticket().due()).isEqualTo(Story.DUE);

        Ruling.Happens answered =
                story.after(Duration.ofDays(3)).happens(VENEZIA, 0, new InfoAnswer(question(story), "number 3"));
        assertThat(answered.audience()).isEqualTo(Audience.CITIZEN);
        assertThat(answered.ticket().status()).isEqualTo(Status.IN_PROGRESS);
        assertThat(answered.ticket().due()).isEqualTo(Story.DUE.plus(Duration.ofDays(3)));
        assertThat(answered.ticket().facts().due()).as("what was promised").isEqualTo(Story.DUE);
    }

    @Test
    void theClockAddsUpWhateverMadeTheTicketPending() {
        Story story = Story.held();
        story.happens(PARMA, 2, new StatusSet(Status.PENDING, "parts"));
        story.after(Duration.ofDays(1)).happens(PARMA, 2, TO_ORIGINATOR);
        story.after(Duration.ofDays(1)).happens(VENEZIA, 0, new InfoAnswer(question(story), "here"));
        story.happens(PARMA, 2, new StatusSet(Status.PENDING, "parts"));
        story.after(Duration.ofDays(1)).happens(PARMA, 2, new TicketResolve(Outcome.SOLVED, null));
        assertThat(story.ticket().due()).isEqualTo(Story.DUE.plus(Duration.ofDays(3)));
    }

    @Test
    void oneQuestionIsOpenAtATime() {
        Story story = Story.held();
        story.happens(PARMA, 2, TO_CITIZEN);
        story.refuses(PARMA, 2, TO_ORIGINATOR, RefusalCode.QUESTION_OPEN);
    }

    @Test
    void nobodyButTheOwnerAsksAndNobodyButWhoWasAskedAnswers() {
        Story story = Story.held();
        story.refuses(VENEZIA, 2, TO_CITIZEN, RefusalCode.OWNER_ONLY);
        story.refuses(VENEZIA, 1, TO_CITIZEN, RefusalCode.EPOCH_STALE);
        story.refuses(REGGIO, 2, TO_CITIZEN, RefusalCode.TICKET_UNKNOWN);
        story.happens(PARMA, 2, TO_ORIGINATOR);
        InfoAnswer answer = new InfoAnswer(question(story), "here");
        story.refuses(PARMA, 2, answer, RefusalCode.QUESTION_NOT_YOURS);
        Message citizen = story.message(MemberCode.HUB, List.of(), 0, answer).forCitizen();
        story.refuses(citizen, answer, RefusalCode.QUESTION_NOT_YOURS);
    }

    @Test
    void theCitizenAnswersByTheHubAndTheHubNotForItself() {
        Story story = Story.held();
        story.happens(PARMA, 2, TO_CITIZEN);
        InfoAnswer answer = new InfoAnswer(question(story), "number 3");
        Message byItself = story.message(MemberCode.HUB, List.of(), 0, answer);
        story.refuses(byItself, answer, RefusalCode.QUESTION_NOT_YOURS);
        assertThat(story.happens(byItself.forCitizen(), answer).ticket().status())
                .isEqualTo(Status.IN_PROGRESS);
    }

    @Test
    void whateverLeadsOnEndsTheQuestion() {
        Story story = Story.held();
        story.happens(PARMA, 2, TO_CITIZEN);
        InfoAnswer late = new InfoAnswer(question(story), "number 3");
        story.happens(PARMA, 2, new StatusSet(Status.IN_PROGRESS, null));
        assertThat(story.ticket().matters()).isEqualTo(Matters.NONE);
        story.refuses(VENEZIA, 0, late, RefusalCode.QUESTION_UNKNOWN);

        story.happens(PARMA, 2, TO_CITIZEN);
        story.happens(REGGIO, 2, new HandoverAccept(story.offered(PARMA, 2, REGGIO)));
        assertThat(story.ticket().matters()).isEqualTo(Matters.NONE);
    }

    @Test
    void nothingIsAskedAboutWhatIsResolved() {
        Story.resolved().refuses(PARMA, 2, TO_CITIZEN, RefusalCode.STATUS_ILLEGAL);
    }

    private static java.util.UUID question(Story story) {
        return java.util.Objects.requireNonNull(story.ticket().matters().question())
                .id();
    }
}
