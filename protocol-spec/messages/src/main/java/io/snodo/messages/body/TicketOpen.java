package io.snodo.messages.body;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A new ticket; its sender becomes originator and first owner, in epoch 1. Carries no data about the person: that stays at the originator's desk. {@code category} and {@code channel} are of the network's vocabulary, {@code territory} an ISTAT code of six digits, {@code due} what the citizen was promised, {@code trackingDigest} what {@link TrackingCode#digest} makes of the number and the code the citizen holds. */
public record TicketOpen(
        String subject,
        @Nullable String description,
        String category,
        @Nullable String territory,
        String channel,
        @Nullable Instant due,
        @Nullable String trackingDigest)
        implements TicketBody {}
