package io.snodo.hub.exchange.rules;

import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Status;
import io.snodo.messages.custody.Custody;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as the hub keeps it: the two axes, custody and progress, and what lists show.
 *
 * @param sequence of its last event, from 1
 */
public record Ticket(
        TicketNumber number,
        MemberCode originator,
        Custody custody,
        Progress progress,
        Facts facts,
        @Nullable String trackingDigest,
        long sequence,
        Instant openedAt,
        Instant updatedAt) {

    public Status status() {
        return progress.status();
    }

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

    Ticket with(Custody next) {
        return new Ticket(
                number, originator, next, progress, facts, trackingDigest, sequence, openedAt, updatedAt);
    }

    Ticket with(Progress next) {
        return new Ticket(number, originator, custody, next, facts, trackingDigest, sequence, openedAt, updatedAt);
    }

    Ticket oneEventLater(Instant now) {
        return new Ticket(number, originator, custody, progress, facts, trackingDigest, sequence + 1, openedAt, now);
    }
}
