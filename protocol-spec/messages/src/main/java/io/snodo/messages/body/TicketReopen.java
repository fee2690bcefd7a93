package io.snodo.messages.body;

/** The originator, or the citizen on the hub's page, does not agree that it is done. */
public record TicketReopen(String reason) implements TicketBody {}
