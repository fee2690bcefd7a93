package io.snodo.hub.exchange.rules;

import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Outcome;
import io.snodo.messages.body.Status;
import io.snodo.messages.custody.Custody;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as the hub keeps it: the two axes, status and custody, and what lists show.
 *
 * @param sequence of its last event, from 1
 * @param resolvedAt since when its resolution waits for a confirmation
 */
public record Ticket(
        TicketNumber number,
        MemberCode originator,
        Custody custody,
        Status status,
        @Nullable Outcome outcome,
        long sequence,
        String subject,
        String category,
        @Nullable String territory,
        String channel,
        @Nullable Instant due,
        @Nullable String trackingDigest,
        Instant openedAt,
        Instant updatedAt,
        @Nullable Instant resolvedAt) {

    /** Originator, every owner so far, and whom an open offer waits for: who may know the ticket. */
    public Set<MemberCode> parties() {
        Set<MemberCode> parties = new LinkedHashSet<>();
        parties.add(originator);
        parties.addAll(custody.visited());
        parties.add(custody.owner());
        if (custody instanceof Custody.Offered offered) {
            parties.add(offered.to());
        }
        return parties;
    }

    Ticket held(Custody next) {
        return new Ticket(
                number,
                originator,
                next,
                status,
                outcome,
                sequence,
                subject,
                category,
                territory,
                channel,
                due,
                trackingDigest,
                openedAt,
                updatedAt,
                resolvedAt);
    }

    /** Another status; an outcome belongs to a ticket only while it is resolved or at its end. */
    Ticket standing(Status next, @Nullable Outcome how, @Nullable Instant resolved) {
        return new Ticket(
                number,
                originator,
                custody,
                next,
                how,
                sequence,
                subject,
                category,
                territory,
                channel,
                due,
                trackingDigest,
                openedAt,
                updatedAt,
                resolved);
    }

    Ticket standing(Status next) {
        return standing(next, outcome, resolvedAt);
    }

    Ticket oneEventLater(Instant now) {
        return new Ticket(
                number,
                originator,
                custody,
                status,
                outcome,
                sequence + 1,
                subject,
                category,
                territory,
                channel,
                due,
                trackingDigest,
                openedAt,
                now,
                resolvedAt);
    }
}
