package io.snodo.hub.exchange.ledger;

import io.snodo.hub.exchange.rules.Facts;
import io.snodo.hub.exchange.rules.Matters;
import io.snodo.hub.exchange.rules.Progress;
import io.snodo.hub.exchange.rules.Ticket;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Outcome;
import io.snodo.messages.body.Status;
import io.snodo.messages.custody.Custody;
import io.snodo.messages.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code ticket}. */
record TicketRow(
        TicketNumber number,
        MemberCode originator,
        MemberCode owner,
        int epoch,
        List<MemberCode> visited,
        @Nullable UUID offer,
        @Nullable MemberCode offeredTo,
        @Nullable Instant deadline,
        Status status,
        @Nullable Outcome outcome,
        long sequence,
        Collection<MemberCode> parties,
        String subject,
        String category,
        @Nullable String territory,
        String channel,
        @Nullable Instant due,
        long factsSince,
        @Nullable String trackingDigest,
        Instant openedAt,
        Instant updatedAt,
        @Nullable Instant resolvedAt,
        @Nullable Instant pendingSince,
        long stoppedMs,
        @Nullable Matters matters,
        @Nullable Instant taskDue,
        @Nullable UUID referral,
        @Nullable Instant referredAt,
        @Nullable TicketNumber mergedInto) {

    static TicketRow of(Ticket ticket) {
        Custody.@Nullable Offered offer = ticket.custody() instanceof Custody.Offered offered ? offered : null;
        Custody.@Nullable Referred referral = ticket.custody() instanceof Custody.Referred referred ? referred : null;
        return new TicketRow(
                ticket.number(),
                ticket.originator(),
                ticket.custody().owner(),
                ticket.custody().epoch(),
                ticket.custody().visited(),
                offer == null ? null : offer.offer(),
                offer == null ? null : offer.to(),
                offer == null ? null : offer.deadline(),
                ticket.status(),
                ticket.progress().outcome(),
                ticket.sequence(),
                ticket.parties(),
                ticket.facts().subject(),
                ticket.facts().category(),
                ticket.facts().territory(),
                ticket.facts().channel(),
                ticket.facts().due(),
                ticket.facts().since(),
                ticket.trackingDigest(),
                ticket.openedAt(),
                ticket.updatedAt(),
                ticket.progress().resolvedAt(),
                ticket.progress().pendingSince(),
                ticket.progress().stopped().toMillis(),
                ticket.matters().equals(Matters.NONE) ? null : ticket.matters(),
                ticket.matters().tasks().stream()
                        .map(Task::deadline)
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                referral == null ? null : referral.referral(),
                referral == null ? null : referral.since(),
                ticket.progress().mergedInto());
    }

    private Custody custody() {
        if (offer != null) {
            return new Custody.Offered(
                    owner, epoch, visited, offer, Objects.requireNonNull(offeredTo), Objects.requireNonNull(deadline));
        }
        return referral == null
                ? new Custody.Held(owner, epoch, visited)
                : new Custody.Referred(owner, epoch, visited, referral, Objects.requireNonNull(referredAt));
    }

    Ticket ticket() {
        return new Ticket(
                number,
                originator,
                custody(),
                new Progress(status, outcome, resolvedAt, pendingSince, Duration.ofMillis(stoppedMs), mergedInto),
                new Facts(subject, category, territory, channel, due, factsSince),
                matters == null ? Matters.NONE : matters,
                trackingDigest,
                sequence,
                openedAt,
                updatedAt);
    }
}
