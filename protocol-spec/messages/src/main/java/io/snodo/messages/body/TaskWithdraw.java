package io.snodo.messages.body;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The owner needs the task no longer. */
public record TaskWithdraw(UUID task, @Nullable String reason) implements TicketBody {}
