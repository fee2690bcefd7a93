package io.snodo.hub.exchange.rules;

import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Status;
import io.snodo.messages.custody.Custody;
import io.snodo.messages.refusal.Present;
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
        Matters matters,
        @Nullable String trackingDigest,
        long sequence,
        Instant openedAt,
        Instant updatedAt) {

    public Status status() {
        return progress.status();
    }

    /** By when an answer is promised: the time for which the clock has stood still is added. */
    public @Nullable Instant due() {
        return facts.due() == null ? null : facts.due().plus(progress.stopped());
    }

    /** For one who wants to correct it. */
    public Present present() {
        return new Present(
                sequence, custody.epoch(), facts.subject(), facts.category(), facts.territory(), facts.due());
    }

    /** Originator, every owner so far, whom an open offer waits for, who has a task, and who looks on. */
    public Set<MemberCode> parties() {
        Set<MemberCode> parties = new LinkedHashSet<>();
        parties.add(originator);
        parties.addAll(custody.visited());
        parties.add(custody.owner());
        if (custody instanceof Custody.Offered offered) {
            parties.add(offered.to());
        }
        matters.tasks().forEach(task -> parties.add(task.contributor()));
        parties.addAll(matters.observers());
        return parties;
    }

    Ticket with(Custody next) {
        return new Ticket(
                number, originator, next, progress, facts, matters, trackingDigest, sequence, openedAt, updatedAt);
    }

    /** A question is open only while the ticket is pending: whatever leads on from there ends it. */
    Ticket with(Progress next) {
        Matters left = next.status() == Status.PENDING ? matters : matters.with((Question) null);
        return new Ticket(
                number, originator, custody, next, facts, left, trackingDigest, sequence, openedAt, updatedAt);
    }

    Ticket with(Facts next) {
        return new Ticket(
                number, originator, custody, progress, next, matters, trackingDigest, sequence, openedAt, updatedAt);
    }

    Ticket with(Matters next) {
        return new Ticket(
                number, originator, custody, progress, facts, next, trackingDigest, sequence, openedAt, updatedAt);
    }

    Ticket oneEventLater(Instant now) {
        return new Ticket(
                number, originator, custody, progress, facts, matters, trackingDigest, sequence + 1, openedAt, now);
    }
}
