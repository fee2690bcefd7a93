package io.snodo.messages.body;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The owner takes its offer back before an answer. */
public record HandoverWithdraw(UUID offer, @Nullable String reason) implements TicketBody {}
