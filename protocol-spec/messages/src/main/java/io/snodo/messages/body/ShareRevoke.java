package io.snodo.messages.body;

import org.jspecify.annotations.Nullable;

/** A member looks on no longer, by the owner's word or its own; what it has remains with it as a copy. */
public record ShareRevoke(@Nullable String reason) implements TicketBody {}
