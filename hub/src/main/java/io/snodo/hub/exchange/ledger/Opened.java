package io.snodo.hub.exchange.ledger;

import io.snodo.hub.evidence.Link;
import io.snodo.hub.exchange.rules.Ticket;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.refusal.Refusal;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the database shows at the beginning of a batch; true until its transaction ends.
 *
 * @param head the chain's last link; absent before the first batch
 * @param tickets by who asked, because row security has answered each asker by itself
 * @param offered who answers an offer, does not see the ticket, and was once made an offer of it
 */
public record Opened(
        Link.@Nullable Head head,
        Map<Key, Earlier> earlier,
        Map<Key, Against> refused,
        Map<Sight, Ticket> tickets,
        Set<Sight> offered) {

    /** By which repeating a message is harmless. */
    public record Key(MemberCode sender, UUID id) {}

    /** What was recorded about a message that came before. */
    public record Earlier(String digest, Stamp stamp) {}

    /** What was decided against a message that came before. */
    public record Against(String digest, Refusal refusal) {}

    /** One asker's sight of a ticket. */
    public record Sight(MemberCode asker, TicketNumber ticket) {}
}
