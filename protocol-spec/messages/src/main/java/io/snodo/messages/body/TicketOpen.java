package io.snodo.messages.body;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A new ticket; its sender becomes originator and first owner, in epoch 1. Names no person but in {@code confidential}, a JWE. {@code category} and {@code channel} are of the network's vocabulary, {@code territory} an ISTAT code of six digits, {@code due} what the citizen was promised, {@code trackingDigest} what {@link TrackingCode#digest} makes of the number and the code the citizen holds, {@code place} where the matter is, in words. */
public record TicketOpen(
        String subject,
        @Nullable String description,
        String category,
        @Nullable String territory,
        String channel,
        @Nullable Instant due,
        @Nullable String trackingDigest,
        @Nullable String place,
        @Nullable JsonNode confidential)
        implements TicketBody {

    /** With no place, and nothing in confidence. */
    public TicketOpen(
            String subject,
            @Nullable String description,
            String category,
            @Nullable String territory,
            String channel,
            @Nullable Instant due,
            @Nullable String trackingDigest) {
        this(subject, description, category, territory, channel, due, trackingDigest, null, null);
    }

    public TicketOpen at(@Nullable String where) {
        return new TicketOpen(
                subject, description, category, territory, channel, due, trackingDigest, where, confidential);
    }

    public TicketOpen with(@Nullable JsonNode secret) {
        return new TicketOpen(subject, description, category, territory, channel, due, trackingDigest, place, secret);
    }
}
