package io.snodo.spoke.desk;

import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.TicketOpen;
import io.snodo.messages.body.TrackingCode;
import io.snodo.messages.confidential.Disclosure;
import io.snodo.messages.hidden.Sight;
import io.snodo.spoke.bonds.Bonds;
import io.snodo.spoke.desk.Changed.Topic;
import io.snodo.spoke.desk.Reply.Why;
import io.snodo.spoke.link.Confidences;
import io.snodo.spoke.link.TicketNumbers;
import io.snodo.spoke.tenant.Tenant;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * An operator makes a ticket of a contact that cannot be answered at once. The number is ours to give, so the citizen
 * has it before the hub knows. Subject and description leave the house; who asked does so encrypted only.
 */
@Component
public class OpenTicket {
    /** The desk's name among the local systems. */
    public static final String LOCAL_SYSTEM = "desk";

    private final Contacts contacts;
    private final Casebook casebook;
    private final TicketNumbers numbers;
    private final Categories categories;
    private final Bonds bonds;
    private final Voice voice;
    private final Confidences confidences;
    private final Tenant tenant;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    OpenTicket(
            Contacts contacts,
            Casebook casebook,
            TicketNumbers numbers,
            Categories categories,
            Bonds bonds,
            Voice voice,
            Confidences confidences,
            Tenant tenant,
            Clock clock,
            ApplicationEventPublisher events) {
        this.contacts = contacts;
        this.casebook = casebook;
        this.numbers = numbers;
        this.categories = categories;
        this.bonds = bonds;
        this.voice = voice;
        this.confidences = confidences;
        this.tenant = tenant;
        this.clock = clock;
        this.events = events;
    }

    /**
     * What the operator writes, and who may see it: everybody concerned, or only who holds the ticket, now or later.
     *
     * @param place where exactly; blank where it is not said
     */
    public record Account(
            String subject, String description, boolean descriptionForAll, String place, boolean placeForAll) {

        private Map<String, Sight> hidden() {
            Map<String, Sight> hidden = new HashMap<>();
            if (!descriptionForAll && !description.isBlank()) {
                hidden.put("description", Sight.OWNER);
            }
            if (!placeForAll && !place.isBlank()) {
                hidden.put("place", Sight.OWNER);
            }
            return hidden;
        }
    }

    /** With nothing that not everybody concerned may see. */
    @Transactional
    public Reply<TicketNumber> open(ContactId id, String operator, String subject, String description) {
        return open(id, operator, new Account(subject, description, true, "", true));
    }

    @Transactional
    public Reply<TicketNumber> open(ContactId id, String operator, Account account) {
        Contact contact = contacts.find(id).orElse(null);
        if (contact == null) {
            return Reply.no(Why.CONTACT_UNKNOWN);
        }
        if (!contact.state().isOpen()) {
            return Reply.no(Why.CONTACT_NOT_FREE);
        }
        TicketNumber number = numbers.next();
        Instant now = clock.instant();
        contacts.becameTicket(id, operator, number, now);
        TrackingCode tracking = TrackingCode.random();
        Contact.Request request = contact.request();
        TicketOpen open = new TicketOpen(
                        account.subject(),
                        account.description(),
                        request.category(),
                        request.territory(),
                        request.channel(),
                        categories.due(request.category(), now),
                        tracking.digest(number))
                .at(account.place().isBlank() ? null : account.place());
        casebook.add(number, id, open, tracking, tenant.member(), now);
        bonds.tie(number, LOCAL_SYSTEM, number.value());
        Disclosure asks = contact.citizen().disclosed();
        voice.say(
                number,
                1,
                operator,
                List.of(),
                message -> open.with(asks == null ? null : confidences.write(asks, message, number, List.of())),
                account.hidden());
        events.publishEvent(new Changed(Topic.CONTACTS));
        return Reply.yes(number);
    }
}
