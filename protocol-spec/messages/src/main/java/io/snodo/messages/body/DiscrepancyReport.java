package io.snodo.messages.body;

import org.jspecify.annotations.Nullable;

/** A party says that what it has and what it was told do not agree; {@code sequence} is the last event it has applied. */
public record DiscrepancyReport(
        Disagreement about, @Nullable Long sequence, String text) implements TicketBody {}
