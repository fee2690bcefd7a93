package io.snodo.hub.exchange.rules;

import io.snodo.messages.body.Audience;
import io.snodo.messages.body.TicketOpen;
import io.snodo.messages.custody.Custody;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.status.StatusMoves;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a ticket begins. A number's prefix is its originator's own, so a number that exists is always seen by the one who
 * tries to open it again.
 */
record Opening(Network network) {
    Ruling open(@Nullable Ticket existing, Act act, TicketOpen open) {
        if (!network.prefix(act.by()).equals(Optional.of(act.ticket().prefix()))) {
            return Ruling.no(RefusalCode.NUMBER_FOREIGN);
        }
        if (existing != null) {
            return Ruling.no(RefusalCode.TICKET_EXISTS);
        }
        if (network.isLeaving(act.by())) {
            return Ruling.no(RefusalCode.MEMBER_LEAVING);
        }
        Ticket opened = new Ticket(
                act.ticket(),
                act.by(),
                Custody.opened(act.by()),
                Progress.opened(StatusMoves.opened()),
                new Facts(open.subject(), open.category(), open.territory(), open.channel(), open.due(), 1),
                Matters.NONE,
                open.trackingDigest(),
                1,
                act.now(),
                act.now());
        return new Ruling.Happens(opened, Audience.PARTIES, Set.of(act.by()), null);
    }
}
