package io.snodo.hub.attachments;

import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Gives contents to those who may read their offers, once they are free. */
@Component
public class FetchContent {
    private static final Logger LOG = LoggerFactory.getLogger(FetchContent.class);
    private static final Duration LATER = Duration.ofSeconds(5);

    private final Attachments attachments;
    private final Contents contents;

    FetchContent(Attachments attachments, Contents contents) {
        this.attachments = attachments;
        this.contents = contents;
    }

    /** What came of asking. */
    public sealed interface Answer {
        /** The octets; whoever reads them closes them. */
        record Given(Attachment attachment, FileChannel content) implements Answer {}

        record Refused(Refusal refusal) implements Answer {}
    }

    public Answer fetch(MemberCode reader, TicketNumber ticket, UUID offer) {
        Optional<Attachment> found = attachments.find(reader, ticket, offer);
        if (found.isEmpty()) {
            return new Answer.Refused(Refusal.of(RefusalCode.ATTACHMENT_UNKNOWN));
        }
        Attachment attachment = found.get();
        return switch (attachment.state()) {
            case AWAITED -> new Answer.Refused(Refusal.of(RefusalCode.ATTACHMENT_AWAITED));
            case HELD -> new Answer.Refused(Refusal.later(RefusalCode.ATTACHMENT_HELD, LATER));
            case REJECTED ->
                new Answer.Refused(Refusal.of(
                        RefusalCode.ATTACHMENT_REJECTED,
                        Objects.requireNonNull(attachment.reason()).wire()));
            case FREE -> given(reader, attachment);
        };
    }

    private Answer given(MemberCode reader, Attachment attachment) {
        LOG.info(
                "attachment fetched tenant={} ticket={} message={} octets={}",
                reader,
                attachment.ticket(),
                attachment.offer(),
                attachment.size());
        try {
            return new Answer.Given(attachment, contents.open(attachment.digest()));
        } catch (IOException e) {
            throw new UncheckedIOException("a content that is free is not in the folder", e);
        }
    }
}
