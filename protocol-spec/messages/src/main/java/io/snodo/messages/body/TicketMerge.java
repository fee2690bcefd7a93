package io.snodo.messages.body;

import io.snodo.messages.TicketNumber;
import org.jspecify.annotations.Nullable;

/** The owner of two tickets goes on with {@code into}; this one ends, and leads there. */
public record TicketMerge(TicketNumber into, @Nullable String reason) implements TwoTickets {
    @Override
    public TicketNumber other() {
        return into;
    }
}
