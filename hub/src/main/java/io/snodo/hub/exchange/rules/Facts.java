package io.snodo.hub.exchange.rules;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a ticket is about, as lists show it. */
public record Facts(
        String subject,
        String category,
        @Nullable String territory,
        String channel,
        @Nullable Instant due) {}
