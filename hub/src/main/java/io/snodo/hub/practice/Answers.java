package io.snodo.hub.practice;

import io.snodo.hub.members.PracticePartner;
import io.snodo.messages.Message;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.HandoverAccept;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.HandoverReject;
import io.snodo.messages.body.NoteAdd;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** What each partner does with what is offered to it; whatever else it hears it takes note of. */
@Component
class Answers {
    /** For taking back what a partner returns. */
    static final Duration TO_ANSWER = Duration.ofDays(1);

    private final Part part;
    private final Clock clock;

    Answers(Part part, Clock clock) {
        this.part = part;
        this.clock = clock;
    }

    /** Asked again after {@link Part.Outcome#LATER}: what was said before is refused then, and changes nothing. */
    Part.Outcome to(PracticePartner partner, Message message) {
        return message.content() instanceof HandoverOffer && message.to().contains(partner.code())
                ? to(partner, message, clock.instant())
                : Part.Outcome.DONE;
    }

    private Part.Outcome to(PracticePartner partner, Message offer, Instant now) {
        HandoverAccept accept = new HandoverAccept(offer.id());
        int next = offer.epoch() + 1;
        return switch (partner) {
            case ACCEPTS ->
                then(
                        part.act(partner, offer.requireTicket(), offer.epoch(), accept),
                        () -> part.act(
                                partner,
                                offer.requireTicket(),
                                next,
                                new NoteAdd("Prova: preso in carico, ce ne occupiamo noi.", Audience.PARTIES, null)));
            case DECLINES ->
                part.act(
                        partner,
                        offer.requireTicket(),
                        offer.epoch(),
                        new HandoverReject(offer.id(), "Prova: non è di nostra competenza.", null));
            case RETURNS ->
                then(
                        part.act(partner, offer.requireTicket(), offer.epoch(), accept),
                        () -> part.act(
                                partner,
                                offer.requireTicket(),
                                next,
                                new HandoverOffer("Prova: torna a voi.", now.plus(TO_ANSWER), null),
                                offer.from()));
        };
    }

    /** Also after a refusal: it may have been done at the try before. */
    private static Part.Outcome then(Part.Outcome first, java.util.function.Supplier<Part.Outcome> second) {
        return first == Part.Outcome.LATER ? first : second.get();
    }
}
