package io.snodo.messages.body;

import java.util.UUID;

/** The contributor has done its task. */
public record TaskDone(UUID task, String text) implements TicketBody {}
