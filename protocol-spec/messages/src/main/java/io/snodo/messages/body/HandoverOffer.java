package io.snodo.messages.body;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The owner offers custody to the one member in {@code to}, and stays owner until the hub has recorded the acceptance. {@code cause} says whether it is a matter of competence or of overflow. */
public record HandoverOffer(
        String reason, Instant deadline, @Nullable Cause cause) implements TicketBody {}
