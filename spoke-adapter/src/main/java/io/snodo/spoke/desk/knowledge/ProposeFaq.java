package io.snodo.spoke.desk.knowledge;

import io.snodo.messages.body.FaqPublish;
import io.snodo.spoke.desk.Changed;
import io.snodo.spoke.desk.Changed.Topic;
import io.snodo.spoke.desk.FaqId;
import io.snodo.spoke.desk.Reply;
import io.snodo.spoke.desk.Reply.Why;
import io.snodo.spoke.desk.knowledge.Faq.State;
import io.snodo.spoke.link.Outbox;
import io.snodo.spoke.tenant.Tenant;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** An operator proposes an answer to the network, or a better version of one of its own. */
@Component
public class ProposeFaq {
    private final Faqs faqs;
    private final Outbox outbox;
    private final Tenant tenant;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    ProposeFaq(Faqs faqs, Outbox outbox, Tenant tenant, Clock clock, ApplicationEventPublisher events) {
        this.faqs = faqs;
        this.outbox = outbox;
        this.tenant = tenant;
        this.clock = clock;
        this.events = events;
    }

    /** {@code of} is this member's FAQ that this is a new version of; none for a new one. */
    @Transactional
    public Reply<UUID> propose(Faq.Text text, @Nullable UUID of) {
        FaqId id = new FaqId(tenant.member(), of == null ? UUID.randomUUID() : of);
        int newest = faqs.newest(id).map(Faq::version).orElse(0);
        if (of != null && newest == 0) {
            return Reply.no(Why.FAQ_UNKNOWN);
        }
        FaqPublish publish = new FaqPublish(
                id.faq(),
                newest + 1,
                text.language(),
                text.question(),
                text.answer(),
                text.category(),
                text.keywords());
        UUID message = outbox.say(List.of(), publish);
        faqs.add(id, newest + 1, text, State.ON_ITS_WAY, message, clock.instant());
        events.publishEvent(new Changed(Topic.KNOWLEDGE));
        return Reply.yes(id.faq());
    }
}
