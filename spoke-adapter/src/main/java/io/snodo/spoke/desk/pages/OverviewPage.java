package io.snodo.spoke.desk.pages;

import io.snodo.messages.MemberCode;
import io.snodo.spoke.desk.Contacts;
import io.snodo.spoke.desk.Proposals;
import io.snodo.spoke.desk.Ticket;
import io.snodo.spoke.desk.TicketEvent;
import io.snodo.spoke.desk.Tickets;
import io.snodo.spoke.desk.Timeline;
import io.snodo.spoke.desk.knowledge.Faqs;
import io.snodo.spoke.load.Help;
import io.snodo.spoke.store.Page;
import io.snodo.spoke.store.Place;
import io.snodo.spoke.tenant.Tenant;
import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The operator's day: what waits for an answer, what came back, what went wrong, who stands in the queue; the first of each. */
@Controller
class OverviewPage {
    private final Contacts contacts;
    private final Tickets tickets;
    private final Faqs faqs;
    private final Proposals proposals;
    private final Help help;
    private final Tenant tenant;

    OverviewPage(Contacts contacts, Tickets tickets, Faqs faqs, Proposals proposals, Help help, Tenant tenant) {
        this.contacts = contacts;
        this.tickets = tickets;
        this.faqs = faqs;
        this.proposals = proposals;
        this.help = help;
        this.tenant = tenant;
    }

    /** A ticket with what was said about it. */
    record TicketRow(Ticket ticket, Timeline timeline) {}

    /** A refused word of ours and the ticket it was about. */
    record RefusedRow(TicketEvent event, Ticket ticket) {}

    @GetMapping("/desk")
    String overview(Principal principal, Model model) {
        MemberCode me = tenant.member();
        model.addAttribute("offers", rows(tickets.offeredTo(me, Place.START)));
        model.addAttribute("returned", rows(tickets.cameBackTo(me, Place.START)));
        model.addAttribute("held", rows(tickets.heldBy(me, Place.START)));
        model.addAttribute("heldInAll", tickets.countHeldBy(me));
        model.addAttribute(
                "refused",
                tickets.refusedUnseen().stream()
                        .map(e -> new RefusedRow(e, tickets.find(e.ticket()).orElseThrow()))
                        .toList());
        model.addAttribute("refusedInAll", tickets.countRefusedUnseen());
        model.addAttribute("waiting", ContactRow.of(contacts.waiting(Place.START), proposals));
        model.addAttribute("mine", contacts.takenBy(principal.getName()));
        model.addAttribute("toValidate", faqs.toValidate(me, Place.START));
        model.addAttribute("ownFaqs", faqs.ownUnpublished(me, Place.START));
        model.addAttribute("helpers", help.onOffer());
        model.addAttribute("helping", help.given());
        return "overview";
    }

    private Page<TicketRow> rows(Page<Ticket> of) {
        return of.map(t -> new TicketRow(t, tickets.timeline(t.number())));
    }
}
