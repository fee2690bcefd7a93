package io.snodo.messages.body;

import java.util.UUID;

/** The member that was asked does not take the task on, or gives it back. */
public record TaskDecline(UUID task, String reason) implements TicketBody {}
