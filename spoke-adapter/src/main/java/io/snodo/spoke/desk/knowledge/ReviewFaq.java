package io.snodo.spoke.desk.knowledge;

import io.snodo.messages.body.FaqReview;
import io.snodo.messages.body.Verdict;
import io.snodo.spoke.desk.Changed;
import io.snodo.spoke.desk.Changed.Topic;
import io.snodo.spoke.desk.FaqId;
import io.snodo.spoke.desk.Reply;
import io.snodo.spoke.desk.Reply.Why;
import io.snodo.spoke.desk.knowledge.Faq.State;
import io.snodo.spoke.link.Outbox;
import io.snodo.spoke.tenant.Tenant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A validator approves another member's proposal, or sends it back with a reason. */
@Component
public class ReviewFaq {
    private final Faqs faqs;
    private final Outbox outbox;
    private final Tenant tenant;
    private final ApplicationEventPublisher events;

    ReviewFaq(Faqs faqs, Outbox outbox, Tenant tenant, ApplicationEventPublisher events) {
        this.faqs = faqs;
        this.outbox = outbox;
        this.tenant = tenant;
        this.events = events;
    }

    @Transactional
    public Reply<UUID> review(FaqId id, int version, Verdict verdict, @Nullable String reason) {
        Faq faq = faqs.find(id, version).orElse(null);
        if (faq == null) {
            return Reply.no(Why.FAQ_UNKNOWN);
        }
        if (id.author().equals(tenant.member())) {
            return Reply.no(Why.FAQ_OWN);
        }
        if (faq.state() != State.PROPOSED || faq.inReview()) {
            return Reply.no(Why.NOT_POSSIBLE_NOW);
        }
        UUID message = outbox.say(List.of(), new FaqReview(id.faq(), version, id.author(), verdict, reason));
        faqs.inReview(id, version, message);
        events.publishEvent(new Changed(Topic.KNOWLEDGE));
        return Reply.yes(message);
    }
}
