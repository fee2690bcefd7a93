package io.snodo.messages.body;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What came of a discrepancy; {@code report} is the message that reported it. */
public record DiscrepancyAnswer(
        UUID report, Finding finding, @Nullable String text) implements TicketBody {}
