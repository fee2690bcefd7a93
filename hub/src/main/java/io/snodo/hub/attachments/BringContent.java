package io.snodo.hub.attachments;

import io.snodo.hub.exchange.Offers;
import io.snodo.hub.exchange.Offers.Offer;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes contents chunk by chunk from those who have offered them. */
@Component
public class BringContent {
    private static final Logger LOG = LoggerFactory.getLogger(BringContent.class);
    private static final Duration LATER = Duration.ofMinutes(10);
    private static final Duration SOON = Duration.ofSeconds(2);

    private final Offers offers;
    private final KeptAttachments kept;
    private final Contents contents;
    private final Room room;
    private final Inspector inspector;
    private final AttachmentSettings settings;
    private final Clock clock;

    BringContent(
            Offers offers,
            KeptAttachments kept,
            Contents contents,
            Room room,
            Inspector inspector,
            AttachmentSettings settings,
            Clock clock) {
        this.offers = offers;
        this.kept = kept;
        this.contents = contents;
        this.room = room;
        this.inspector = inspector;
        this.settings = settings;
        this.clock = clock;
    }

    /** What came of a chunk, or of asking. */
    public sealed interface Answer {
        record Partly(long offset) implements Answer {}

        /** Nothing is missing any more. */
        record Whole(Attachment attachment) implements Answer {}

        /** @param offset where to go on, if that is what was wrong */
        record Refused(Refusal refusal, @Nullable Long offset) implements Answer {}
    }

    /** @param last whether nothing follows */
    public record Chunk(long offset, boolean last, InputStream body) {}

    /** The most that one chunk may have. */
    public long most() {
        return settings.chunk().toBytes();
    }

    public Answer ask(MemberCode sender, TicketNumber ticket, UUID id) {
        return CurrentTenant.during(
                sender,
                () -> own(sender, ticket, id)
                        .map(offer -> complete(offer)
                                .orElseGet(() -> new Answer.Partly(contents.offset(KeptAttachments.Key.of(offer)))))
                        .orElseGet(() -> no(RefusalCode.ATTACHMENT_UNKNOWN)));
    }

    public Answer append(MemberCode sender, TicketNumber ticket, UUID id, Chunk chunk) {
        return CurrentTenant.during(
                sender,
                () -> own(sender, ticket, id)
                        .map(offer -> complete(offer).isPresent()
                                ? no(RefusalCode.ATTACHMENT_COMPLETE)
                                : alone(offer, coming -> append(offer, coming, chunk)))
                        .orElseGet(() -> no(RefusalCode.ATTACHMENT_UNKNOWN)));
    }

    /** Drops what has come. */
    public Answer drop(MemberCode sender, TicketNumber ticket, UUID id) {
        return CurrentTenant.during(
                sender,
                () -> own(sender, ticket, id)
                        .map(offer -> complete(offer).isPresent()
                                ? no(RefusalCode.ATTACHMENT_COMPLETE)
                                : alone(offer, coming -> dropped(offer, coming)))
                        .orElseGet(() -> no(RefusalCode.ATTACHMENT_UNKNOWN)));
    }

    private Optional<Offer> own(MemberCode sender, TicketNumber ticket, UUID id) {
        return offers.find(ticket, id).filter(offer -> offer.from().equals(sender));
    }

    private Optional<Answer> complete(Offer offer) {
        return kept.find(KeptAttachments.Key.of(offer))
                .filter(standing -> standing.state() != State.AWAITED)
                .map(standing -> new Answer.Whole(Attachment.of(offer, standing)));
    }

    private interface WithPartial {
        Answer does(Partial coming) throws IOException;
    }

    private Answer alone(Offer offer, WithPartial work) {
        try {
            Optional<Partial> taken = contents.take(KeptAttachments.Key.of(offer));
            if (taken.isEmpty()) {
                return new Answer.Refused(Refusal.later(RefusalCode.UPLOAD_BUSY, SOON), null);
            }
            try (Partial coming = taken.get()) {
                // another request may have brought the rest while this one came in
                Answer answer = complete(offer).isPresent() ? no(RefusalCode.ATTACHMENT_COMPLETE) : work.does(coming);
                if (coming.length() == 0) {
                    coming.drop(); // made by taking it, and nothing has come
                }
                return answer;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer append(Offer offer, Partial coming, Chunk chunk) throws IOException {
        long offset = coming.length();
        if (chunk.offset() != offset) {
            return new Answer.Refused(Refusal.of(RefusalCode.UPLOAD_OFFSET_WRONG), offset);
        }
        long missing = offer.file().size() - offset;
        long most = Math.min(missing, most());
        if (!room.isFor(offer, offset + most)) {
            return new Answer.Refused(Refusal.later(RefusalCode.STORAGE_FULL, LATER), null);
        }
        Partial.Came came = coming.append(chunk.body(), most, clock.instant().plus(settings.patience()), clock);
        room.isTaken(offer, coming.length());
        return switch (came) {
            case TOO_MUCH -> no(missing < most() ? RefusalCode.UPLOAD_LENGTH_WRONG : RefusalCode.CHUNK_TOO_LARGE);
            case BROKEN_OFF ->
                new Answer.Refused(
                        Refusal.of(RefusalCode.MESSAGE_MALFORMED, "the body did not come to its end"), coming.length());
            case WHOLE -> chunk.last() ? finish(offer, coming, offset) : new Answer.Partly(coming.length());
        };
    }

    private Answer finish(Offer offer, Partial coming, long before) throws IOException {
        if (coming.length() != offer.file().size()) {
            coming.shorten(before);
            return no(RefusalCode.UPLOAD_LENGTH_WRONG);
        }
        String digest = coming.digest();
        if (!digest.equals(offer.file().digest())) {
            LOG.info("content is not the one offered tenant={} message={}", offer.from(), offer.id());
            dropped(offer, coming);
            return no(RefusalCode.CONTENT_MISMATCH);
        }
        kept.alone(digest, () -> placed(offer, coming, digest));
        LOG.info(
                "content has come tenant={} message={} octets={}",
                offer.from(),
                offer.id(),
                offer.file().size());
        inspector.ring();
        return new Answer.Whole(Attachment.of(offer, new Standing(State.HELD, null)));
    }

    private Offer placed(Offer offer, Partial coming, String digest) {
        try {
            contents.place(coming, digest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        kept.hold(KeptAttachments.Key.of(offer));
        return offer;
    }

    private Answer dropped(Offer offer, Partial coming) throws IOException {
        coming.drop();
        kept.forget(KeptAttachments.Key.of(offer));
        return new Answer.Partly(0);
    }

    private static Answer no(RefusalCode code) {
        return new Answer.Refused(Refusal.of(code), null);
    }
}
