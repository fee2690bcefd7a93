package io.snodo.messages.body;

/** The owner or a contributor asks the originator or the citizen; the clock stands still until the answer. */
public record InfoRequest(Asked of, String text) implements TicketBody {}
