package io.snodo.spoke.link;

import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Receipt;
import io.snodo.messages.refusal.Problem;
import io.snodo.messages.refusal.RefusalCode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message of our own and how far it has come, as a person wants to see it.
 *
 * @param overdue an answer should have come by now
 * @param refusal the code of the no, if there was one
 * @param refusedBy the hub, or the recipient whose local system would not have it
 * @param problem the hub's no in full, with sentences for a person; absent if a recipient refused
 * @param steps what each recipient said last
 */
public record SentMessage(
        UUID message,
        @Nullable TicketNumber ticket,
        String type,
        List<MemberCode> to,
        State state,
        boolean overdue,
        int attempts,
        Instant saidAt,
        @Nullable Instant recordedAt,
        @Nullable RefusalCode refusal,
        @Nullable MemberCode refusedBy,
        @Nullable Problem problem,
        List<Step> steps) {

    /** One recipient's last word. */
    public record Step(
            MemberCode by, Receipt.Level level, @Nullable RefusalCode refusal, Instant at) {}

    /** How far it has come; where there are several recipients, how far with the slowest of them. */
    public enum State {
        /** Stored here. */
        WAITING,
        /** Given to the broker; the hub has not answered. */
        SENT,
        /** L1: recorded by the hub. */
        RECORDED,
        /** L2: stored at the recipients' spokes. */
        DELIVERED,
        /** L3: applied in the recipients' systems. */
        APPLIED,
        /** Refused, by the hub or by a recipient. */
        REFUSED;

        /** The name in the database and on pages. */
        public String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static State ofWire(String wire) {
            return valueOf(wire.toUpperCase(java.util.Locale.ROOT));
        }
    }
}
