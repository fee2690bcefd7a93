package io.snodo.messages.body;

import io.snodo.messages.TicketNumber;
import org.jspecify.annotations.Nullable;

/** The owner says that another ticket has to do with this one. */
public record TicketLink(
        TicketNumber other, Relation relation, @Nullable String reason) implements TwoTickets {}
