package io.snodo.spoke.desk;

import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.body.TicketBody;
import io.snodo.messages.body.TicketOpen;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.spoke.desk.Changed.Topic;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Brings the desk's tickets up to what the hub has recorded or refused; the same word again changes nothing. */
@Component
public class ApplyTicketEvent {
    private final Casebook casebook;
    private final Contacts contacts;
    private final DisclosePerson disclosePerson;
    private final ApplicationEventPublisher events;

    ApplyTicketEvent(
            Casebook casebook, Contacts contacts, DisclosePerson disclosePerson, ApplicationEventPublisher events) {
        this.casebook = casebook;
        this.contacts = contacts;
        this.disclosePerson = disclosePerson;
        this.events = events;
    }

    @Transactional
    public void recorded(Message message, Record record) {
        if (message.content() instanceof TicketBody content) {
            boolean isNews = !casebook.hasRecorded(message.from(), message.id());
            casebook.recorded(message, content, record);
            if (isNews) {
                MemberCode to = message.to().size() == 1 ? message.to().getFirst() : null;
                disclosePerson.passedOn(message.requireTicket(), message.from(), to, content);
            }
            events.publishEvent(new Changed(Topic.TICKETS));
        }
    }

    /** Reads back whether the timeline has {@code message}. */
    public boolean has(Message message) {
        return casebook.hasRecorded(message.from(), message.id());
    }

    @Transactional
    public void refused(Message own, RefusalCode code) {
        boolean isNews = casebook.refused(own.from(), own.id(), code);
        if (isNews && own.content() instanceof TicketOpen) {
            contacts.ticketFailed(own.requireTicket());
            events.publishEvent(new Changed(Topic.CONTACTS));
        }
        events.publishEvent(new Changed(Topic.TICKETS));
    }
}
