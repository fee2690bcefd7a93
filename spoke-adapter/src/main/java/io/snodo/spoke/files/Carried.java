package io.snodo.spoke.files;

import io.snodo.messages.TicketNumber;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A content of ours on its way to the hub.
 *
 * @param sent how many octets the hub has
 * @param reason why it was rejected or has failed
 */
public record Carried(
        UUID offer,
        TicketNumber ticket,
        String digest,
        long size,
        FileState state,
        @Nullable String reason,
        long sent,
        int attempts,
        Instant begunAt) {

    public int percent() {
        return (int) (sent * 100 / size);
    }
}
