package io.snodo.spoke.desk;

import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.HandoverAccept;
import io.snodo.messages.body.HandoverAssign;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.TicketBody;
import io.snodo.messages.confidential.Disclosure;
import io.snodo.spoke.desk.Reply.Why;
import io.snodo.spoke.link.Confidences;
import io.snodo.spoke.tenant.Tenant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells another party who has asked. Only the originator does: the citizen has told it, and nobody else. Whoever takes the
 * ticket over is told at once; others when an operator says so.
 */
@Component
public class DisclosePerson {
    /** Read by who has no eyes for what is in confidence, and by older desks. */
    private static final String NOTE = "Chi ha chiesto: comunicato in forma riservata.";

    private final Tickets tickets;
    private final Contacts contacts;
    private final Confidences confidences;
    private final Voice voice;
    private final Tenant tenant;

    DisclosePerson(Tickets tickets, Contacts contacts, Confidences confidences, Voice voice, Tenant tenant) {
        this.tickets = tickets;
        this.contacts = contacts;
        this.confidences = confidences;
        this.voice = voice;
        this.tenant = tenant;
    }

    @Transactional
    public Reply<UUID> to(TicketNumber number, String operator, MemberCode party) {
        Ticket ticket = tickets.find(number).orElse(null);
        if (ticket == null) {
            return Reply.no(Why.TICKET_UNKNOWN);
        }
        Disclosure person = person(ticket);
        boolean isParty = tickets.timeline(number).parties(ticket).contains(party); // nobody else may know (ST-514)
        if (person == null
                || !isParty
                || !confidences.canRead(party)
                || ticket.status().isFinal()) {
            return Reply.no(Why.NOT_POSSIBLE_NOW);
        }
        return Reply.yes(voice.say(
                number,
                ticket.epoch(),
                operator,
                List.of(),
                id -> new NoteAdd(
                        NOTE,
                        Audience.NAMED,
                        List.of(party),
                        null,
                        confidences.write(person, id, number, List.of(party)))));
    }

    /** The hub has recorded {@code said}: if somebody has the ticket by it, that member is to know who has asked. */
    void passedOn(TicketNumber number, MemberCode by, @Nullable MemberCode to, TicketBody said) {
        taker(by, to, said)
                .filter(taker -> !taker.equals(tenant.member()) && confidences.canRead(taker))
                .ifPresent(taker -> to(number, "", taker));
    }

    private static Optional<MemberCode> taker(MemberCode by, @Nullable MemberCode to, TicketBody said) {
        return said instanceof HandoverAccept
                ? Optional.of(by)
                : said instanceof HandoverAssign ? Optional.ofNullable(to) : Optional.empty();
    }

    private @Nullable Disclosure person(Ticket ticket) {
        return ticket.contact() == null || !ticket.isOriginatedBy(tenant.member())
                ? null
                : contacts.find(ticket.contact())
                        .map(contact -> contact.citizen().disclosed())
                        .orElse(null);
    }
}
