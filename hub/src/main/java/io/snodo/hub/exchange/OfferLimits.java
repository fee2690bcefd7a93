package io.snodo.hub.exchange;

import io.snodo.hub.members.Attaching;
import io.snodo.messages.body.AttachmentOffer;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How large a file may be and of which types, where nothing else is agreed with the member.
 *
 * @param types media types in lower case, without parameters
 */
@ConfigurationProperties("snodo.attachments")
record OfferLimits(
        @DefaultValue("25MB") DataSize maxSize,

        @DefaultValue({
            "application/pdf",
            "image/jpeg",
            "image/png",
            "text/plain",
            "text/csv",
            "application/vnd.oasis.opendocument.text",
            "application/vnd.oasis.opendocument.spreadsheet",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        })
        Set<String> types) {
    OfferLimits {
        if (maxSize.toBytes() < 1 || types.isEmpty()) {
            throw new IllegalArgumentException("snodo.attachments: max-size from 1 octet, and at least one type");
        }
    }

    /** Why an offer is not taken; {@code agreed} wins where it says something. */
    Optional<Refusal> refusal(Attaching agreed, AttachmentOffer offer) {
        Set<String> taken = Objects.requireNonNullElse(agreed.types(), types);
        if (!taken.contains(offer.mediaType())) {
            return Optional.of(
                    Refusal.of(RefusalCode.ATTACHMENT_TYPE_REFUSED, String.join(", ", new TreeSet<>(taken))));
        }
        long most = Objects.requireNonNullElse(agreed.maxSize(), maxSize).toBytes();
        return offer.size() > most
                ? Optional.of(Refusal.of(RefusalCode.ATTACHMENT_TOO_LARGE, "at most " + most))
                : Optional.empty();
    }
}
