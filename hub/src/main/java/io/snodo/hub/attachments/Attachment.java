package io.snodo.hub.attachments;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.snodo.hub.exchange.Offers.Offer;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A file on a ticket, as those see it who may read its offer. */
public record Attachment(
        UUID offer,
        @JsonIgnore TicketNumber ticket,
        MemberCode from,
        String name,
        String mediaType,
        long size,
        String digest,
        @Nullable String description,
        State state,
        @Nullable Reason reason,
        Instant offeredAt) {

    static Attachment of(Offer offer, Standing standing) {
        return new Attachment(
                offer.id(),
                offer.ticket(),
                offer.from(),
                offer.file().name(),
                offer.file().mediaType(),
                offer.file().size(),
                offer.file().digest(),
                offer.file().description(),
                standing.state(),
                standing.reason(),
                offer.offeredAt());
    }
}
