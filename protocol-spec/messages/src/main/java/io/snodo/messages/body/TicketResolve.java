package io.snodo.messages.body;

import org.jspecify.annotations.Nullable;

/** The owner says that it is done, and how; the originator or the citizen confirms or reopens. */
public record TicketResolve(Outcome outcome, @Nullable String text) implements TicketBody {}
