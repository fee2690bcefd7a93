package io.snodo.spoke.desk;

import static io.snodo.spoke.desk.TestDesk.NOW;
import static io.snodo.spoke.desk.TestDesk.PARMA;
import static io.snodo.spoke.desk.TestDesk.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Face;
import io.snodo.messages.body.Outcome;
import io.snodo.messages.body.RatingAdd;
import io.snodo.messages.body.Status;
import io.snodo.messages.body.TicketOpen;
import io.snodo.messages.body.TicketResolve;
import io.snodo.spoke.desk.Reply.Why;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RateTicketTest {
    private TestDesk desk;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        desk = new TestDesk(folder);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void theReasonBelongsToAnUnsatisfiedCitizenOnly() {
        TicketNumber number = ours(Status.RESOLVED);

        rate(number, Face.SATISFIED, "Ci ha messo poco");
        desk.hubRecordsAll(number, Status.RESOLVED, PARMA, 2, null, null);
        rate(number, Face.UNSATISFIED, "La buca c'è ancora");

        assertThat(desk.said().reversed().stream().limit(2).map(m -> m.content()))
                .containsExactly(
                        new RatingAdd(Face.UNSATISFIED, "La buca c'è ancora"), new RatingAdd(Face.SATISFIED, null));
    }

    @Test
    void theLastRatingCountsOnceTheHubHasIt() {
        TicketNumber number = ours(Status.CLOSED);
        rate(number, Face.UNSATISFIED, null);
        desk.hubRecordsAll(number, Status.CLOSED, PARMA, 2, null, null);

        rate(number, Face.NEUTRAL, null);

        assertThat(desk.timeline(number).rating()).hasValue(new RatingAdd(Face.UNSATISFIED, null));
        desk.hubRecordsAll(number, Status.CLOSED, PARMA, 2, null, null);
        assertThat(desk.timeline(number).rating()).hasValue(new RatingAdd(Face.NEUTRAL, null));
    }

    @Test
    void aSecondRatingWaitsForTheFirst() {
        TicketNumber number = ours(Status.RESOLVED);
        rate(number, Face.SATISFIED, null);

        assertThat(rate(number, Face.SATISFIED, null)).isEqualTo(Reply.no(Why.NOT_POSSIBLE_NOW));
    }

    @ParameterizedTest
    @EnumSource(Status.class)
    void aTicketIsRatedOnceItIsResolvedOrClosed(Status status) {
        TicketNumber number = ours(status);

        assertThat(acts(number).contains(Act.RATE)).isEqualTo(status == Status.RESOLVED || status == Status.CLOSED);
    }

    @Test
    void anothersTicketIsNotOursToRate() {
        TicketNumber foreign = TicketNumber.mint("G337", 1);
        desk.says(PARMA, foreign, opening(), Status.TRIAGE, PARMA, 1, null);
        desk.says(VENEZIA, foreign, new TicketResolve(Outcome.SOLVED, null), Status.RESOLVED, VENEZIA, 2, null);

        assertThat(acts(foreign)).doesNotContain(Act.RATE);
        assertThat(rate(foreign, Face.SATISFIED, null)).isEqualTo(Reply.no(Why.NOT_POSSIBLE_NOW));
    }

    /** A ticket that Venezia opened and Parma holds. */
    private TicketNumber ours(Status status) {
        TicketNumber number = TicketNumber.mint("L736", 7);
        desk.says(VENEZIA, number, opening(), status, PARMA, 2, null);
        return number;
    }

    private static TicketOpen opening() {
        return new TicketOpen("Buca", null, "strade", null, "phone", null, null);
    }

    private Reply<UUID> rate(TicketNumber number, Face face, String reason) {
        return new RateTicket(desk.voice).rate(number, "giulia", face, reason);
    }

    private Set<Act> acts(TicketNumber number) {
        return desk.timeline(number).openActs(desk.ticket(number), VENEZIA, NOW);
    }
}
