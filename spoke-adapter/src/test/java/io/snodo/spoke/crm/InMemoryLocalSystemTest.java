package io.snodo.spoke.crm;

import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.receipt.Record;
import java.util.List;
import java.util.Objects;

class InMemoryLocalSystemTest implements LocalSystemContract {
    private final InMemoryLocalSystem system = new InMemoryLocalSystem();

    @Override
    public LocalSystem system() {
        return system;
    }

    @Override
    public Shown shown(TicketNumber ticket) {
        List<InMemoryLocalSystem.Event> events = system.of(ticket);
        Record last = events.getLast().record();
        List<String> notes = events.stream()
                .map(e -> e.message().content() instanceof NoteAdd note ? note.text() : null)
                .filter(Objects::nonNull)
                .toList();
        return new Shown(
                Objects.requireNonNull(last.owner()),
                last.epoch(),
                Objects.requireNonNull(last.status()),
                last.offeredTo(),
                notes);
    }

    @Override
    public void says(Message own) {
        // it keeps nothing before the hub has recorded it
    }
}
