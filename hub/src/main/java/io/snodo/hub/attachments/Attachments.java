package io.snodo.hub.attachments;

import io.snodo.hub.exchange.Offers;
import io.snodo.hub.exchange.Offers.Offer;
import io.snodo.hub.exchange.Tickets;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The files on a ticket, for those who may read their offers. */
@Component
public class Attachments {
    private final Tickets tickets;
    private final Offers offers;
    private final KeptAttachments kept;

    Attachments(Tickets tickets, Offers offers, KeptAttachments kept) {
        this.tickets = tickets;
        this.offers = offers;
        this.kept = kept;
    }

    /** Empty where {@code reader} may not know the ticket. */
    public Optional<List<Attachment>> of(MemberCode reader, TicketNumber ticket) {
        return CurrentTenant.during(reader, () -> {
            if (!tickets.isKnown(ticket)) {
                return Optional.empty();
            }
            Map<KeptAttachments.Key, Standing> standings = kept.of(ticket);
            return Optional.of(offers.of(ticket).stream()
                    .map(offer -> Attachment.of(
                            offer, standings.getOrDefault(KeptAttachments.Key.of(offer), Standing.AWAITED)))
                    .toList());
        });
    }

    public Optional<Attachment> find(MemberCode reader, TicketNumber ticket, UUID offer) {
        return CurrentTenant.during(reader, () -> offers.find(ticket, offer).map(this::standing));
    }

    private Attachment standing(Offer offer) {
        return Attachment.of(offer, kept.find(KeptAttachments.Key.of(offer)).orElse(Standing.AWAITED));
    }
}
