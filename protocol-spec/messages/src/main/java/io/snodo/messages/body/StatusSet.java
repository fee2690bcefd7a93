package io.snodo.messages.body;

import org.jspecify.annotations.Nullable;

/** The owner's word on how far the work is; {@code pending} stops the clock and says why. */
public record StatusSet(Status status, @Nullable String reason) implements TicketBody {}
