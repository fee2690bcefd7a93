package io.snodo.spoke.desk.knowledge;

import io.snodo.messages.body.FaqWithdraw;
import io.snodo.spoke.desk.Changed;
import io.snodo.spoke.desk.Changed.Topic;
import io.snodo.spoke.desk.FaqId;
import io.snodo.spoke.desk.Reply;
import io.snodo.spoke.desk.Reply.Why;
import io.snodo.spoke.link.Outbox;
import io.snodo.spoke.tenant.Tenant;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** An operator takes one of its member's own answers out of use, everywhere; who wrote it can still read it, and why. */
@Component
public class WithdrawFaq {
    private final Faqs faqs;
    private final Outbox outbox;
    private final Tenant tenant;
    private final ApplicationEventPublisher events;

    WithdrawFaq(Faqs faqs, Outbox outbox, Tenant tenant, ApplicationEventPublisher events) {
        this.faqs = faqs;
        this.outbox = outbox;
        this.tenant = tenant;
        this.events = events;
    }

    @Transactional
    public Reply<UUID> withdraw(UUID own, String reason) {
        FaqId id = new FaqId(tenant.member(), own);
        Faq faq = faqs.published(id).orElse(null);
        if (faq == null) {
            return Reply.no(Why.FAQ_UNKNOWN);
        }
        if (faq.inWithdrawal()) {
            return Reply.no(Why.NOT_POSSIBLE_NOW);
        }
        UUID message = outbox.say(List.of(), new FaqWithdraw(own, reason));
        faqs.inWithdrawal(id, message);
        events.publishEvent(new Changed(Topic.KNOWLEDGE));
        return Reply.yes(message);
    }
}
