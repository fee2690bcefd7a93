package io.snodo.hub.exchange.rules;

import io.snodo.messages.body.Outcome;
import io.snodo.messages.body.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the work on a ticket is.
 *
 * @param outcome only while it is resolved or at its end
 * @param resolvedAt since when its resolution waits for a confirmation
 */
public record Progress(
        Status status,
        @Nullable Outcome outcome,
        @Nullable Instant resolvedAt) {

    Progress to(Status next) {
        return new Progress(next, outcome, resolvedAt);
    }

    Progress to(Status next, @Nullable Outcome how, @Nullable Instant resolved) {
        return new Progress(next, how, resolved);
    }
}
