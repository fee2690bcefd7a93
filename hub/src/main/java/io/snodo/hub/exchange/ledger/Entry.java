package io.snodo.hub.exchange.ledger;

import io.snodo.hub.evidence.Link;
import io.snodo.hub.exchange.rules.Ticket;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.Receipt;
import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.seal.Sealed;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A decided batch, to be recorded as a whole. */
public record Entry(
        Link link,
        List<Ticket> opened,
        List<Ticket> changed,
        List<Recorded> messages,
        List<Against> refused,
        List<Passage.Carry> carried,
        List<Passage.Pass> passed) {

    /**
     * One accepted message.
     *
     * @param sequence in its ticket; 0 for what concerns none
     * @param recipients to whom it is delivered, all of them among its readers
     * @param firstDelivery the id of the first of these deliveries; the others follow
     * @param jws without disclosures
     * @param arrivals who is told by it what it could not know before
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
            List<Disclosure> disclosures,
            Stamp stamp,
            List<MemberCode> recipients,
            long firstDelivery,
            List<Arrival> arrivals) {

        /** As it travels to {@code recipient}. */
        public String seenBy(MemberCode recipient) {
            return disclosures.isEmpty()
                    ? jws
                    : Sealed.with(
                            jws,
                            disclosures.stream()
                                    .filter(each -> each.readers().contains(recipient))
                                    .map(Disclosure::text)
                                    .toList());
        }
    }

    /** A hidden field of a message as it was disclosed, and who may see it as things are. */
    public record Disclosure(
            String text, Audience audience, Collection<MemberCode> named, Collection<MemberCode> readers) {}

    /**
     * A member that comes to a ticket, or comes to hold it.
     *
     * @param newcomer it is first told what the ticket's parties know already, by deliveries from {@code first} on
     * @param owner it holds the ticket now, and is shown what is for the owner; what it has got already it gets again, by
     *     deliveries from {@code again} on
     * @param teller who has held the ticket until then, and has seen what is shown
     */
    public record Arrival(
            MemberCode member, boolean newcomer, boolean owner, MemberCode teller, long first, long again) {}

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
            @Nullable RefusalCode refusal,
            int disclosed) {}
}
