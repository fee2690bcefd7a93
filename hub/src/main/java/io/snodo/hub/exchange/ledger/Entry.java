package io.snodo.hub.exchange.ledger;

import io.snodo.hub.evidence.Link;
import io.snodo.hub.exchange.rules.Ticket;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.Receipt;
import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.refusal.RefusalCode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A decided batch, to be recorded as a whole. */
public record Entry(
        Link link, List<Ticket> opened, List<Ticket> changed, List<Recorded> messages, List<Against> refused) {

    /**
     * One accepted message.
     *
     * @param sequence in its ticket; 0 for what concerns none
     * @param recipients to whom it is delivered, all of them among its readers
     * @param firstDelivery the id of the first of these deliveries; the others follow
     * @param newcomer who is first told what the ticket's parties know already, by deliveries from {@code firstTold} on
     */
    public record Recorded(
            MemberCode sender,
            UUID id,
            String digest,
            String type,
            @Nullable TicketNumber ticket,
            long sequence,
            Audience audience,
            Collection<MemberCode> readers,
            boolean byCitizen,
            String binding,
            String jws,
            Stamp stamp,
            List<MemberCode> recipients,
            long firstDelivery,
            @Nullable MemberCode newcomer,
            long firstTold) {}

    /** A message that was decided against for good. */
    public record Against(
            MemberCode sender,
            UUID id,
            String digest,
            RefusalCode code,
            @Nullable String detail,
            Instant refusedAt) {}

    /** A recipient's word, to be noted on its delivery. */
    public record Told(
            MemberCode teller,
            UUID message,
            String digest,
            Receipt.Level level,
            @Nullable RefusalCode refusal) {}
}
