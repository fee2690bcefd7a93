package io.snodo.messages.body;

import java.util.UUID;

/** The member that was asked takes the task on. */
public record TaskAccept(UUID task) implements TicketBody {}
