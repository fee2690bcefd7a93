package io.snodo.spoke.desk;

import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.AttachmentOffer;
import io.snodo.messages.body.Audience;
import io.snodo.spoke.desk.Voice.Words;
import io.snodo.spoke.files.CarriedFiles;
import io.snodo.spoke.files.FilesMoved;
import io.snodo.spoke.files.LocalContents.Kept;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** An operator attaches a file; it is offered at once, and its content follows by itself. */
@Component
public class AttachFile {
    private final Voice voice;
    private final CarriedFiles carried;
    private final ApplicationEventPublisher events;

    AttachFile(Voice voice, CarriedFiles carried, ApplicationEventPublisher events) {
        this.voice = voice;
        this.carried = carried;
        this.events = events;
    }

    /** What the operator says about the file. */
    public record About(
            String name, String mediaType, @Nullable String description, Audience audience, List<MemberCode> named) {}

    @Transactional
    public Reply<UUID> attach(TicketNumber number, String operator, Kept content, About about) {
        AttachmentOffer offer = new AttachmentOffer(
                about.name(),
                about.mediaType(),
                content.size(),
                content.digest(),
                about.description(),
                about.audience(),
                about.audience() == Audience.NAMED ? about.named() : null);
        Reply<UUID> said = voice.say(Act.NOTE, number, operator, _ -> Words.of(offer));
        if (said instanceof Reply.Yes<UUID>(UUID message)) {
            carried.begin(message, number, content.digest(), content.size());
            events.publishEvent(new FilesMoved());
        }
        return said;
    }
}
