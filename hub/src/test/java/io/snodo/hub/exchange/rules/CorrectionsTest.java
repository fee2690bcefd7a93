package io.snodo.hub.exchange.rules;

import static io.snodo.hub.exchange.rules.Story.PARMA;
import static io.snodo.hub.exchange.rules.Story.REGGIO;
import static io.snodo.hub.exchange.rules.Story.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.body.Audience;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.Status;
import io.snodo.messages.body.StatusSet;
import io.snodo.messages.body.TicketConfirm;
import io.snodo.messages.body.TicketUpdate;
import io.snodo.messages.refusal.Present;
import io.snodo.messages.refusal.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CorrectionsTest {
    @Test
    void ownerAndOriginatorCorrectWhatBothHaveSeen() {
        Story story = Story.held();
        assertThat(story.happens(PARMA, 2, category(3, "verde"))
                        .ticket()
                        .facts()
                        .category())
                .isEqualTo("verde");
        Ruling.Happens byOriginator = story.happens(VENEZIA, 0, category(4, "strade"));
        assertThat(byOriginator.ticket().facts().category()).isEqualTo("strade");
        assertThat(byOriginator.ticket().facts().subject()).isEqualTo("a pothole");
        assertThat(byOriginator.readers()).containsExactlyInAnyOrder(VENEZIA, PARMA);
    }

    @Test
    void aStaleCorrectionIsRefusedWithWhatTheTicketSaysNow() {
        Story story = Story.held();
        story.happens(PARMA, 2, category(3, "verde"));
        Ruling ruling = story.refuses(VENEZIA, 0, category(3, "tributi"), RefusalCode.UPDATE_STALE);
        Present present = ((Ruling.Refused) ruling).refusal().present();
        assertThat(present).isEqualTo(new Present(4, 2, "a pothole", "verde", "027042", Story.DUE));
        story.refuses(VENEZIA, 0, category(9, "tributi"), RefusalCode.UPDATE_STALE);
    }

    @Test
    void whatAppendsMakesNoCorrectionStale() {
        Story story = Story.held();
        story.happens(VENEZIA, 0, new NoteAdd("by the way", Audience.PARTIES, null));
        story.happens(PARMA, 2, category(3, "verde"));
    }

    @Test
    void whatIsSaidAlreadyGoesToNobodyAndMakesNothingStale() {
        Story story = Story.held();
        Ruling.Happens said = story.happens(PARMA, 2, category(1, "strade"));
        assertThat(said.readers()).containsExactly(PARMA);
        assertThat(said.ticket().sequence()).isEqualTo(4);
        story.happens(VENEZIA, 0, category(3, "verde"));
        story.happens(PARMA, 2, category(1, "verde"));
    }

    @Test
    void aNewDateIsANewPromise() {
        Story story = Story.held();
        story.happens(PARMA, 2, new StatusSet(Status.PENDING, "parts"));
        story.after(Duration.ofDays(2));
        Instant later = Story.DUE.plus(Duration.ofDays(10));
        story.happens(PARMA, 2, new TicketUpdate(4, new TicketUpdate.Patch(null, null, null, later), null));
        story.after(Duration.ofDays(1)).happens(PARMA, 2, new StatusSet(Status.IN_PROGRESS, null));
        assertThat(story.ticket().due()).isEqualTo(later.plus(Duration.ofDays(1)));
    }

    @Test
    void whatNeedNotBeThereCanBeTakenAway() {
        Story story = Story.held();
        story.happens(
                PARMA,
                2,
                new TicketUpdate(3, null, List.of(TicketUpdate.Clearable.DUE, TicketUpdate.Clearable.TERRITORY)));
        assertThat(story.ticket().due()).isNull();
        assertThat(story.ticket().facts().territory()).isNull();
    }

    @Test
    void nobodyElseCorrectsAndNobodyCorrectsWhatHasEnded() {
        Story story = Story.held();
        story.refuses(REGGIO, 2, category(3, "verde"), RefusalCode.TICKET_UNKNOWN);
        story.offered(PARMA, 2, REGGIO);
        story.refuses(REGGIO, 2, category(4, "verde"), RefusalCode.OWNER_ONLY);
        story.refuses(PARMA, 1, category(4, "verde"), RefusalCode.EPOCH_STALE);
        Story closed = Story.resolved();
        closed.happens(VENEZIA, 0, new TicketConfirm(null));
        closed.refuses(VENEZIA, 0, category(5, "verde"), RefusalCode.TICKET_FINAL);
    }

    private static TicketUpdate category(long basedOn, String category) {
        return new TicketUpdate(basedOn, new TicketUpdate.Patch(null, category, null, null), null);
    }
}
