package io.snodo.spoke.desk;

import static io.snodo.spoke.desk.TestDesk.PARMA;
import static io.snodo.spoke.desk.TestDesk.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.HiddenField;
import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.Status;
import io.snodo.messages.body.TicketOpen;
import io.snodo.messages.body.TicketUpdate;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HiddenFieldsTest {
    private static final HiddenField WITHHELD = new HiddenField("digest", null, null, null);
    private static final HiddenField SHOWN = new HiddenField("digest", null, null, "place");

    private TestDesk desk;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        desk = new TestDesk(folder);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void theExactPlaceIsHiddenFromAllButWhoHoldsTheTicket() {
        OpenTicket.Account account = new OpenTicket.Account("Buca", "Da ieri", true, "Calle Larga 12", false);
        TicketNumber number =
                ((Reply.Yes<TicketNumber>) desk.openTicket.open(desk.aContact(), "giulia", account)).value();

        Message said = desk.said().getLast();
        assertThat(said.hidden()).singleElement().satisfies(field -> {
            assertThat(field.readers()).isEqualTo(Audience.OWNER);
            assertThat(field.shown()).hasValue("place");
        });
        assertThat(((TicketOpen) said.content()).place()).isEqualTo("Calle Larga 12");
        assertThat(desk.ticket(number).place()).isEqualTo("Calle Larga 12");
        assertThat(desk.timeline(number).events().getFirst().hidden()).hasSize(1);
    }

    @Test
    void whatForAllIsWrittenHidesNothing() {
        OpenTicket.Account account = new OpenTicket.Account("Buca", "Da ieri", true, "Calle Larga 12", true);
        desk.openTicket.open(desk.aContact(), "giulia", account);

        assertThat(desk.said().getLast().hidden()).isEmpty();
    }

    @Test
    void anOpeningThatComesAgainWithMoreTakesBackNoCorrection() {
        TicketNumber number = TicketNumber.mint("G337", 7);
        TicketOpen open = new TicketOpen("Lampione", null, "strade", null, "phone", null, null);
        Message opening = Message.of(Clock.systemUTC(), PARMA, List.of(), number, 1, open);
        desk.applied()
                .recorded(
                        TestDesk.hiding(opening, List.of(WITHHELD)),
                        TestDesk.record(opening, 1, Status.TRIAGE, PARMA, 1, null, null));
        TicketUpdate.Patch patch = new TicketUpdate.Patch("Due lampioni", null, null, null);
        Message update = Message.of(Clock.systemUTC(), PARMA, List.of(), number, 1, new TicketUpdate(1, patch, null));
        desk.applied().recorded(update, TestDesk.record(update, 2, Status.TRIAGE, PARMA, 1, null, null));
        Message accept = Message.of(
                Clock.systemUTC(),
                VENEZIA,
                List.of(),
                number,
                1,
                new io.snodo.messages.body.HandoverAccept(opening.id()));
        desk.applied().recorded(accept, TestDesk.record(accept, 3, Status.ACKNOWLEDGED, VENEZIA, 2, null, null));

        Message more =
                Message.of(opening.id(), Clock.systemUTC(), PARMA, List.of(), number, 1, open.at("Via Garibaldi 3"));
        desk.applied()
                .recorded(
                        TestDesk.hiding(more, List.of(SHOWN)),
                        TestDesk.record(more, 1, Status.TRIAGE, PARMA, 1, null, null));

        Ticket ticket = desk.ticket(number);
        assertThat(ticket.place()).isEqualTo("Via Garibaldi 3");
        assertThat(ticket.subject()).isEqualTo("Due lampioni");
        assertThat(ticket.owner()).isEqualTo(VENEZIA);
        assertThat(ticket.status()).isEqualTo(Status.ACKNOWLEDGED);
        assertThat(desk.timeline(number).events())
                .hasSize(3)
                .first()
                .satisfies(event -> assertThat(event.hidden()).containsExactly(SHOWN));
    }
}
