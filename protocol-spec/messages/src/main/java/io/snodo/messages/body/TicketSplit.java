package io.snodo.messages.body;

import io.snodo.messages.TicketNumber;

/** The owner goes on with a part of the request in a ticket of its own, which it has opened before. */
public record TicketSplit(TicketNumber into, String reason) implements TwoTickets {
    @Override
    public TicketNumber other() {
        return into;
    }
}
