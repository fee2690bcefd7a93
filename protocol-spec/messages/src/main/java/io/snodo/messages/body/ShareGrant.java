package io.snodo.messages.body;

/** The owner lets another member look on. */
public record ShareGrant(String reason) implements TicketBody {}
