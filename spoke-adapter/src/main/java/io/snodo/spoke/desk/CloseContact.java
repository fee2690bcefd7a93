package io.snodo.spoke.desk;

import io.snodo.spoke.desk.Changed.Topic;
import io.snodo.spoke.desk.Reply.Why;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** An operator answers a contact at the first level; it needs no ticket. */
@Component
public class CloseContact {
    private final Contacts contacts;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    CloseContact(Contacts contacts, Clock clock, ApplicationEventPublisher events) {
        this.contacts = contacts;
        this.clock = clock;
        this.events = events;
    }

    /** {@code faq} is where the answer was found, if it was. */
    @Transactional
    public Reply<ContactId> close(ContactId id, String operator, String answer, @Nullable FaqId faq) {
        if (!contacts.close(id, operator, answer, faq, clock.instant())) {
            return Reply.no(contacts.find(id).isEmpty() ? Why.CONTACT_UNKNOWN : Why.CONTACT_NOT_FREE);
        }
        events.publishEvent(new Changed(Topic.CONTACTS));
        return Reply.yes(id);
    }
}
