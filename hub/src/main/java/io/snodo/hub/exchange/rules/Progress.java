package io.snodo.hub.exchange.rules;

import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Outcome;
import io.snodo.messages.body.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far the work on a ticket is, and its clock, which stands still while it is pending.
 *
 * @param outcome only while it is resolved or at its end
 * @param resolvedAt since when its resolution waits for a confirmation
 * @param pendingSince since when the clock stands still; absent while it runs
 * @param stopped how long it has stood still before
 * @param mergedInto the ticket that goes on instead, only while it is merged
 */
public record Progress(
        Status status,
        @Nullable Outcome outcome,
        @Nullable Instant resolvedAt,
        @Nullable Instant pendingSince,
        Duration stopped,
        @Nullable TicketNumber mergedInto) {

    static Progress opened(Status status) {
        return new Progress(status, null, null, null, Duration.ZERO, null);
    }

    /** The time for which the clock stood belongs to the promise that was. */
    Progress promisedAnew(Instant now) {
        return new Progress(status, outcome, resolvedAt, pendingSince == null ? null : now, Duration.ZERO, mergedInto);
    }

    Progress merged(TicketNumber into, Instant now) {
        Progress ended = to(Status.MERGED, Outcome.DUPLICATE, null, now);
        return new Progress(Status.MERGED, ended.outcome, null, null, ended.stopped, into);
    }

    Progress to(Status next, Instant now) {
        return to(next, outcome, resolvedAt, now);
    }

    Progress to(Status next, @Nullable Outcome how, @Nullable Instant resolved, Instant now) {
        if (next == Status.PENDING) {
            return new Progress(next, how, resolved, Objects.requireNonNullElse(pendingSince, now), stopped, null);
        }
        Duration more = pendingSince == null ? Duration.ZERO : Duration.between(pendingSince, now);
        return new Progress(next, how, resolved, null, stopped.plus(more), null);
    }
}
