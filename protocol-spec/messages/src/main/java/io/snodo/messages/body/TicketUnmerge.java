package io.snodo.messages.body;

/** The owner takes a merge back; the ticket goes on by itself. */
public record TicketUnmerge(String reason) implements TicketBody {}
