package io.snodo.messages.body;

import io.snodo.messages.TicketNumber;

/** What is said about one ticket and names another, which its sender must be able to see too. */
public sealed interface TwoTickets extends TicketBody permits TicketLink, TicketSplit, TicketMerge {
    TicketNumber other();
}
