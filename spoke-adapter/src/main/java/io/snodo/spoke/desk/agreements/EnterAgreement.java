package io.snodo.spoke.desk.agreements;

import io.snodo.messages.body.AgreementAccept;
import io.snodo.messages.body.Deed;
import io.snodo.spoke.desk.Changed;
import io.snodo.spoke.desk.Changed.Topic;
import io.snodo.spoke.desk.Reply;
import io.snodo.spoke.desk.Reply.Why;
import io.snodo.spoke.link.Outbox;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** An administrator accepts for this member what was read, and nothing that has changed meanwhile (ST-703). */
@Component
public class EnterAgreement {
    private final OurAgreements ours;
    private final Adhesions adhesions;
    private final Outbox outbox;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    EnterAgreement(
            OurAgreements ours, Adhesions adhesions, Outbox outbox, Clock clock, ApplicationEventPublisher events) {
        this.ours = ours;
        this.adhesions = adhesions;
        this.outbox = outbox;
        this.clock = clock;
        this.events = events;
    }

    /** {@code digest} is of the terms that were on the page. */
    @Transactional
    public Reply<UUID> enter(String agreement, String digest, String operator) {
        Optional<OurAgreement> proposed = ours.all().stream()
                .filter(each -> each.deed().agreement().equals(agreement) && !each.replaced())
                .findFirst();
        if (proposed.isEmpty()) {
            return Reply.no(Why.AGREEMENT_UNKNOWN);
        }
        Deed deed = proposed.get().deed();
        if (!deed.digest().equals(digest) || !deed.isWhole()) {
            return Reply.no(Why.AGREEMENT_CHANGED);
        }
        if (proposed.get().isOnItsWay()) {
            return Reply.no(Why.NOT_POSSIBLE_NOW);
        }
        UUID message =
                outbox.say(List.of(), new AgreementAccept(agreement, deed.template(), deed.version(), deed.digest()));
        adhesions.add(message, deed, true, operator, clock.instant());
        events.publishEvent(new Changed(Topic.AGREEMENTS));
        return Reply.yes(message);
    }
}
