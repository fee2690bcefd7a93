package io.snodo.messages.body;

/** The originator, while it is the owner, ends a ticket that should not be worked on. */
public record TicketCancel(String reason) implements TicketBody {}
