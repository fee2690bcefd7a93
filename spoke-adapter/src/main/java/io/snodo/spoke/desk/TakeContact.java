package io.snodo.spoke.desk;

import io.snodo.spoke.desk.Changed.Topic;
import io.snodo.spoke.desk.Reply.Why;
import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** An operator takes a waiting contact out of the queue. */
@Component
public class TakeContact {
    private final Contacts contacts;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    TakeContact(Contacts contacts, Clock clock, ApplicationEventPublisher events) {
        this.contacts = contacts;
        this.clock = clock;
        this.events = events;
    }

    @Transactional
    public Reply<ContactId> take(ContactId id, String operator) {
        if (!contacts.take(id, operator, clock.instant())) {
            return Reply.no(contacts.find(id).isEmpty() ? Why.CONTACT_UNKNOWN : Why.CONTACT_NOT_FREE);
        }
        events.publishEvent(new Changed(Topic.CONTACTS));
        return Reply.yes(id);
    }
}
