package io.snodo.messages.body;

import java.time.Instant;

/** The owner asks another member for a piece of the work, and keeps the ticket. */
public record TaskRequest(String text, Instant deadline) implements TicketBody {}
