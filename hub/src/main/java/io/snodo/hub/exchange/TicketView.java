package io.snodo.hub.exchange;

import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.Outcome;
import io.snodo.messages.body.Status;
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
        List<Event> events) {

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
