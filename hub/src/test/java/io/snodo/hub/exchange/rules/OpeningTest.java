package io.snodo.hub.exchange.rules;

import static io.snodo.hub.exchange.rules.Story.PARMA;
import static io.snodo.hub.exchange.rules.Story.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Status;
import io.snodo.messages.custody.Custody;
import io.snodo.messages.refusal.RefusalCode;
import org.junit.jupiter.api.Test;

class OpeningTest {
    @Test
    void makesTheSenderOriginatorAndFirstOwner() {
        Ticket ticket = Story.opened().ticket();
        assertThat(ticket.originator()).isEqualTo(VENEZIA);
        assertThat(ticket.custody()).isEqualTo(Custody.opened(VENEZIA));
        assertThat(ticket.status()).isEqualTo(Status.TRIAGE);
        assertThat(ticket.sequence()).isEqualTo(1);
        assertThat(ticket.parties()).containsExactly(VENEZIA);
    }

    @Test
    void refusesANumberWithAnothersPrefix() {
        new Story().refuses(PARMA, 0, Story.open(), RefusalCode.NUMBER_FOREIGN);
        new Story().refuses(MemberCode.HUB, 0, Story.open(), RefusalCode.NUMBER_FOREIGN);
    }

    @Test
    void refusesANumberThatIsInUse() {
        Story.opened().refuses(VENEZIA, 0, Story.open(), RefusalCode.TICKET_EXISTS);
    }

    @Test
    void tellsNobodyButItsOriginatorThatANumberIsInUse() {
        Story.opened().refuses(PARMA, 0, Story.open(), RefusalCode.NUMBER_FOREIGN);
    }
}
