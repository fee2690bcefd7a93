package io.snodo.spoke.crm;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.Status;
import io.snodo.messages.receipt.Record;
import io.snodo.spoke.bonds.Bond;
import io.snodo.spoke.bonds.Bonds;
import io.snodo.spoke.link.Answer;
import io.snodo.spoke.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TicketEventsTest {
    private static final MemberCode VENEZIA = new MemberCode("c_l736");
    private static final TicketNumber TICKET = TicketNumber.mint("L736", 1);

    @TempDir
    Path folder;

    private Store store;
    private Bonds bonds;
    private TicketEvents events;

    @BeforeEach
    void open() {
        store = Store.open(folder);
        bonds = new Bonds(store.jdbc(), Clock.systemUTC());
        events = new TicketEvents(new InMemoryLocalSystem(), bonds);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void tiesABondWithTheFirstEventAndKeepsItWithTheNext() {
        assertThat(deliver(1, Status.TRIAGE)).isEqualTo(new Answer.Taken());
        deliver(2, Status.ACKNOWLEDGED);

        Bond bond = bonds.ofLocal("memory", "case " + TICKET).orElseThrow();
        assertThat(bond.ticket()).isEqualTo(TICKET);
        assertThat(bonds.history(TICKET, "memory")).hasSize(1);
    }

    @Test
    void endsTheBondWithTheTicket() {
        deliver(1, Status.RESOLVED);
        deliver(2, Status.CLOSED);

        assertThat(bonds.of(TICKET, "memory").orElseThrow().state()).isEqualTo(Bond.State.ENDED);
        assertThat(bonds.history(TICKET, "memory"))
                .extracting(Bond.Event::state)
                .containsExactly(Bond.State.BOUND, Bond.State.ENDED);
    }

    @Test
    void bindsAgainWhenTheTicketLivesOn() {
        deliver(1, Status.CLOSED);
        bonds.tie(TICKET, "memory", "another case");

        assertThat(bonds.of(TICKET, "memory").orElseThrow().localId()).isEqualTo("another case");
    }

    private Answer deliver(long sequence, Status status) {
        Message message = Message.of(Clock.systemUTC(), VENEZIA, List.of(), TICKET, 1, new NoteAdd("x", null, null));
        Record record = new Record(
                message.id(),
                "digest",
                VENEZIA,
                message.type(),
                TICKET,
                sequence,
                1,
                VENEZIA,
                status,
                null,
                null,
                Instant.now());
        return events.deliver(message, record);
    }
}
