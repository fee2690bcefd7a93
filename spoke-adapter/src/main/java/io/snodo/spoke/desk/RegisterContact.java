package io.snodo.spoke.desk;

import io.snodo.spoke.desk.Changed.Topic;
import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** An operator writes down what a citizen asks; it waits in the queue. */
@Component
public class RegisterContact {
    private final Contacts contacts;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    RegisterContact(Contacts contacts, Clock clock, ApplicationEventPublisher events) {
        this.contacts = contacts;
        this.clock = clock;
        this.events = events;
    }

    @Transactional
    public ContactId register(Contact.Request request, Contact.Citizen citizen) {
        ContactId id = contacts.add(request, citizen, clock.instant());
        events.publishEvent(new Changed(Topic.CONTACTS));
        return id;
    }
}
