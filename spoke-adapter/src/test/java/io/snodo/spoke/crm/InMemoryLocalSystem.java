package io.snodo.spoke.crm;

import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.refusal.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A local system that forgets everything when it ends. */
final class InMemoryLocalSystem implements LocalSystem {
    /** One event and what the hub recorded of it. */
    record Event(Message message, Record record) {}

    private final Map<TicketNumber, TreeMap<Long, Event>> events = new HashMap<>();

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Applied apply(Message message, Record record) {
        events.computeIfAbsent(message.requireTicket(), _ -> new TreeMap<>())
                .putIfAbsent(record.sequence(), new Event(message, record));
        return new Applied.Done("case " + message.requireTicket());
    }

    @Override
    public void recorded(Message own, Record record) {
        apply(own, record);
    }

    @Override
    public void refused(Message own, Problem problem) {
        // nothing is kept of what the hub has not recorded
    }

    /** By sequence. */
    List<Event> of(TicketNumber ticket) {
        return List.copyOf(events.getOrDefault(ticket, new TreeMap<>()).values());
    }
}
