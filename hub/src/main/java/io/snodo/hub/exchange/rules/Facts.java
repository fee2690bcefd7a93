package io.snodo.hub.exchange.rules;

import io.snodo.messages.body.TicketUpdate;
import io.snodo.messages.body.TicketUpdate.Clearable;
import io.snodo.messages.body.TicketUpdate.Patch;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a ticket is about; the one part of it that can be corrected.
 *
 * @param due as it was promised, whatever the clock
 * @param since the sequence of the event that has said so
 */
public record Facts(
        String subject,
        String category,
        @Nullable String territory,
        String channel,
        @Nullable Instant due,
        long since) {

    private static final Patch NOTHING = new Patch(null, null, null, null);

    Facts corrected(TicketUpdate update, long sequence) {
        Patch set = Objects.requireNonNullElse(update.set(), NOTHING);
        Facts next = new Facts(
                Objects.requireNonNullElse(set.subject(), subject),
                Objects.requireNonNullElse(set.category(), category),
                update.clears(Clearable.TERRITORY) ? null : set.territory() == null ? territory : set.territory(),
                channel,
                update.clears(Clearable.DUE) ? null : set.due() == null ? due : set.due(),
                since);
        return next.equals(this) ? this : next.saidAt(sequence);
    }

    private Facts saidAt(long sequence) {
        return new Facts(subject, category, territory, channel, due, sequence);
    }
}
