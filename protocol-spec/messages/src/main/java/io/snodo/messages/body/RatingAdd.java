package io.snodo.messages.body;

import org.jspecify.annotations.Nullable;

/** The citizen's judgement with one of three faces (Mettiamoci la faccia); {@code reason} only with an unsatisfied one. */
public record RatingAdd(Face face, @Nullable String reason) implements TicketBody {}
