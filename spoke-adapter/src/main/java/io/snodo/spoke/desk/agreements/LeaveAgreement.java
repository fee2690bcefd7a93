package io.snodo.spoke.desk.agreements;

import io.snodo.messages.body.AgreementWithdraw;
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

/** An administrator leaves an agreement for this member, in all its versions; what is under way is finished. */
@Component
public class LeaveAgreement {
    private final OurAgreements ours;
    private final Adhesions adhesions;
    private final Outbox outbox;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    LeaveAgreement(
            OurAgreements ours, Adhesions adhesions, Outbox outbox, Clock clock, ApplicationEventPublisher events) {
        this.ours = ours;
        this.adhesions = adhesions;
        this.outbox = outbox;
        this.clock = clock;
        this.events = events;
    }

    /** {@code reason} may be empty. */
    @Transactional
    public Reply<UUID> leave(String agreement, String reason, String operator) {
        Optional<OurAgreement> accepted = ours.all().stream()
                .filter(each -> each.deed().agreement().equals(agreement) && each.isLeavable())
                .findFirst();
        if (accepted.isEmpty()) {
            return Reply.no(Why.AGREEMENT_UNKNOWN);
        }
        Deed deed = accepted.get().deed();
        UUID message = outbox.say(
                List.of(),
                new AgreementWithdraw(agreement, deed.template(), deed.version(), reason.isEmpty() ? null : reason));
        adhesions.add(message, deed, false, operator, clock.instant());
        events.publishEvent(new Changed(Topic.AGREEMENTS));
        return Reply.yes(message);
    }
}
