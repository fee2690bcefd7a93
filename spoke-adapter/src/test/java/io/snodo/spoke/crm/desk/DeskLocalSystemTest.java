package io.snodo.spoke.crm.desk;

import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.NoteAdd;
import io.snodo.spoke.crm.LocalSystem;
import io.snodo.spoke.crm.LocalSystemContract;
import io.snodo.spoke.desk.TestDesk;
import io.snodo.spoke.desk.Ticket;
import io.snodo.spoke.desk.TicketEvent;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class DeskLocalSystemTest implements LocalSystemContract {
    private TestDesk desk;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        desk = new TestDesk(folder);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Override
    public LocalSystem system() {
        return new DeskLocalSystem(desk.applied());
    }

    @Override
    public Shown shown(TicketNumber number) {
        Ticket ticket = desk.ticket(number);
        return new Shown(
                ticket.owner(),
                ticket.epoch(),
                ticket.status(),
                ticket.offeredTo(),
                desk.timeline(number).events().stream()
                        .map(TicketEvent::content)
                        .filter(NoteAdd.class::isInstance)
                        .map(note -> ((NoteAdd) note).text())
                        .toList());
    }

    @Override
    public void says(Message own) {
        desk.says(own);
    }
}
