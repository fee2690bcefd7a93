package io.snodo.hub.exchange.rules;

import static io.snodo.hub.exchange.rules.Story.PARMA;
import static io.snodo.hub.exchange.rules.Story.REGGIO;
import static io.snodo.hub.exchange.rules.Story.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.body.Disagreement;
import io.snodo.messages.body.DiscrepancyAnswer;
import io.snodo.messages.body.DiscrepancyReport;
import io.snodo.messages.body.Finding;
import io.snodo.messages.body.Status;
import io.snodo.messages.body.TicketConfirm;
import io.snodo.messages.refusal.RefusalCode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DiscrepanciesTest {
    private static final DiscrepancyReport REPORT = new DiscrepancyReport(Disagreement.STATUS, 3L, "still open here");

    @Test
    void aPartySaysWhatDoesNotAgreeAndTheOwnerAnswers() {
        Story story = Story.held();
        Ruling.Happens reported = story.happens(VENEZIA, 0, REPORT);
        assertThat(reported.readers()).containsExactlyInAnyOrder(VENEZIA, PARMA);
        assertThat(reported.ticket().status()).isEqualTo(Status.ACKNOWLEDGED);
        Discrepancy open = reported.ticket().matters().discrepancies().getFirst();
        DiscrepancyAnswer answer = new DiscrepancyAnswer(open.id(), Finding.CORRECTED, null);
        assertThat(story.happens(PARMA, 0, answer).ticket().matters()).isEqualTo(Matters.NONE);
        story.refuses(PARMA, 0, answer, RefusalCode.DISCREPANCY_UNKNOWN);
    }

    @Test
    void theOwnerAsksAPartyAndNobodyElseAnswers() {
        Story story = Story.held();
        story.offered(PARMA, 2, REGGIO);
        story.refuses(PARMA, 0, REPORT, RefusalCode.TO_SELF);
        story.happens(story.message(PARMA, List.of(VENEZIA), 0, REPORT), REPORT);
        Discrepancy open = story.ticket().matters().discrepancies().getFirst();
        DiscrepancyAnswer answer = new DiscrepancyAnswer(open.id(), Finding.UNFOUNDED, "as agreed");
        story.refuses(REGGIO, 0, answer, RefusalCode.DISCREPANCY_NOT_YOURS);
        story.happens(VENEZIA, 0, answer);
    }

    @Test
    void isReportedOfWhatHasEndedToo() {
        Story story = Story.resolved();
        story.happens(VENEZIA, 0, new TicketConfirm(null));
        story.happens(VENEZIA, 0, REPORT);
        UUID id = story.ticket().matters().discrepancies().getFirst().id();
        story.happens(VENEZIA, 0, new DiscrepancyAnswer(id, Finding.REMAINS, null));
    }

    @Test
    void isNobodysWhoIsNoPartyAndOfNobodyWhoIsNone() {
        Story story = Story.held();
        story.refuses(REGGIO, 0, REPORT, RefusalCode.TICKET_UNKNOWN);
        story.refuses(story.message(VENEZIA, List.of(REGGIO), 0, REPORT), REPORT, RefusalCode.RECIPIENT_UNKNOWN);
    }
}
