package io.snodo.hub.exchange;

import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Asked;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.Disagreement;
import io.snodo.messages.body.Outcome;
import io.snodo.messages.body.Status;
import io.snodo.messages.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A ticket as one reader may see it. */
public record TicketView(
        TicketNumber number,
        String subject,
        String category,
        Status status,
        @Nullable Outcome outcome,
        MemberCode originator,
        MemberCode owner,
        int epoch,
        long sequence,
        @Nullable MemberCode offeredTo,
        @Nullable UUID offer,
        @Nullable Instant offerDeadline,
        @Nullable Instant due,
        Instant openedAt,
        Instant updatedAt,
        Matters matters,
        List<Event> events) {

    /**
     * What is open around the ticket. {@code due} above is what was promised, moved by the time the clock has stood
     * still; both are here.
     *
     * @param promised as it was promised
     * @param pendingSince since when the clock stands still; absent while it runs
     * @param stopped how long it has stood still before
     * @param referredAt since when it waits for the hub's operator
     * @param mergedInto the ticket that goes on instead, where it was merged
     * @param parts the tickets that parts of it have become
     * @param onward for the citizen: who holds those now, and how far they are
     */
    public record Matters(
            @Nullable Instant promised,
            @Nullable Instant pendingSince,
            Duration stopped,
            @Nullable Question question,
            List<Task> tasks,
            List<MemberCode> observers,
            @Nullable Instant referredAt,
            @Nullable TicketNumber mergedInto,
            List<TicketNumber> parts,
            List<Discrepancy> discrepancies,
            List<Onward> onward) {
        /** Of a ticket that nothing is open around. */
        public static final Matters NONE = new Matters(
                null, null, Duration.ZERO, null, List.of(), List.of(), null, null, List.of(), List.of(), List.of());
    }

    /** A ticket that this one's number leads to; {@code merged}: it goes on instead. Otherwise it is a part of it. */
    public record Onward(boolean merged, TicketNumber number, MemberCode owner, Status status) {}

    /** The same with what its number leads to. */
    TicketView leading(List<Onward> onward) {
        return new TicketView(
                number,
                subject,
                category,
                status,
                outcome,
                originator,
                owner,
                epoch,
                sequence,
                offeredTo,
                offer,
                offerDeadline,
                due,
                openedAt,
                updatedAt,
                new Matters(
                        matters.promised(),
                        matters.pendingSince(),
                        matters.stopped(),
                        matters.question(),
                        matters.tasks(),
                        matters.observers(),
                        matters.referredAt(),
                        matters.mergedInto(),
                        matters.parts(),
                        matters.discrepancies(),
                        onward),
                events);
    }

    /** What does not agree; {@code to} is absent where the owner is asked. */
    public record Discrepancy(
            UUID id, MemberCode by, @Nullable MemberCode to, Disagreement about) {}

    /** What waits for an answer; {@code id} is the message that asked. */
    public record Question(UUID id, MemberCode by, Asked of) {}

    /** One line of the timeline; {@code text} is the note or reason, where the reader may see it. */
    public record Event(
            long sequence,
            String type,
            MemberCode by,
            boolean byCitizen,
            Instant at,
            @Nullable Audience audience,
            @Nullable String text) {}
}
