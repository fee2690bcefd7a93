package io.snodo.spoke.desk;

import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Cause;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.custody.Custody;
import io.snodo.spoke.desk.Reply.Why;
import io.snodo.spoke.desk.Voice.Words;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The owner offers a ticket to a member that accepts them from it, and stays owner until that one has taken it. */
@Component
public class OfferHandover {
    private final Destinations destinations;
    private final Voice voice;
    private final Clock clock;

    OfferHandover(Destinations destinations, Voice voice, Clock clock) {
        this.destinations = destinations;
        this.voice = voice;
        this.clock = clock;
    }

    /** {@code patience} is how long the other has to answer. */
    @Transactional
    public Reply<UUID> offer(TicketNumber number, String operator, MemberCode to, String reason, Duration patience) {
        if (destinations.suspended().stream().anyMatch(m -> m.code().equals(to))) {
            return Reply.no(Why.RECIPIENT_SUSPENDED);
        }
        if (!destinations.accepts(to)) {
            return Reply.no(Why.AGREEMENT_MISSING);
        }
        if (!patience.isPositive() || patience.compareTo(Custody.LONGEST_OFFER) > 0) {
            return Reply.no(Why.DEADLINE_INVALID);
        }
        HandoverOffer offer = new HandoverOffer(reason, clock.instant().plus(patience), Cause.COMPETENCE);
        return voice.say(Act.OFFER, number, operator, _ -> new Words(List.of(to), offer));
    }
}
