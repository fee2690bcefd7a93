package io.snodo.messages.body;

/** The hub closes a resolved ticket after silence. */
public record TicketClose(Outcome outcome) implements TicketBody {}
