package io.snodo.spoke.desk;

import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Cause;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.spoke.desk.Reply.Why;
import io.snodo.spoke.desk.Voice.Words;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** An operator follows a proposal of help: the contact becomes a ticket and is offered to the helper at once. */
@Component
public class LendContact {
    /** Short, because the citizen waits: who cannot help soon lets it come back to the queue's own office. */
    static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Contacts contacts;
    private final Proposals proposals;
    private final OpenTicket openTicket;
    private final Voice voice;
    private final Clock clock;

    LendContact(Contacts contacts, Proposals proposals, OpenTicket openTicket, Voice voice, Clock clock) {
        this.contacts = contacts;
        this.proposals = proposals;
        this.openTicket = openTicket;
        this.voice = voice;
        this.clock = clock;
    }

    /** {@code reason} is read by the helper's operators. */
    @Transactional
    public Reply<TicketNumber> lend(ContactId id, String operator, String reason) {
        Contact contact = contacts.find(id).orElse(null);
        if (contact == null) {
            return Reply.no(Why.CONTACT_UNKNOWN);
        }
        MemberCode helper = proposals.helperFor(contact).orElse(null);
        if (helper == null) {
            return Reply.no(contact.state().isOpen() ? Why.HELP_ENDED : Why.CONTACT_NOT_FREE);
        }
        Contact.Request request = contact.request();
        Reply<TicketNumber> opened = openTicket.open(id, operator, request.subject(), request.description());
        if (opened instanceof Reply.Yes<TicketNumber>(TicketNumber number)) {
            HandoverOffer offer = new HandoverOffer(reason, clock.instant().plus(PATIENCE), Cause.OVERFLOW);
            voice.say(number, 1, operator, new Words(List.of(helper), offer));
        }
        return opened;
    }
}
