package io.snodo.messages.receipt;

import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Status;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the hub recorded about a message when it accepted it: the leaf of the hash tree. For an acceptance of custody it
 * is the custody certificate, because it names the new owner and epoch.
 *
 * @param digest of the sealed message, {@link io.snodo.messages.seal.Sealed#digest}
 * @param sequence in the ticket, from 1; 0 for what concerns no ticket
 * @param owner, epoch, status of the ticket after this message
 * @param offeredTo the member that an open offer waits for, after this message
 * @param deadline of that offer
 * @param due by when an answer is promised, moved by the time the clock has stood still
 */
public record Record(
        UUID message,
        String digest,
        MemberCode from,
        String type,
        @Nullable TicketNumber ticket,
        long sequence,
        int epoch,
        @Nullable MemberCode owner,
        @Nullable Status status,
        @Nullable MemberCode offeredTo,
        @Nullable Instant deadline,
        @Nullable Instant due,
        Instant recordedAt) {

    /** Where nothing is promised. */
    public Record(
            UUID message,
            String digest,
            MemberCode from,
            String type,
            @Nullable TicketNumber ticket,
            long sequence,
            int epoch,
            @Nullable MemberCode owner,
            @Nullable Status status,
            @Nullable MemberCode offeredTo,
            @Nullable Instant deadline,
            Instant recordedAt) {
        this(
                message,
                digest,
                from,
                type,
                ticket,
                sequence,
                epoch,
                owner,
                status,
                offeredTo,
                deadline,
                null,
                recordedAt);
    }
}
