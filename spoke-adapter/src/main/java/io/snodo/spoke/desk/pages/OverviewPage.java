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
import io.snodo.spoke.tenant.Tenant;
import java.security.Principal;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The operator's day: what waits for an answer, what came back, what went wrong, who stands in the queue. */
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
        List<TicketRow> held = rows(tickets.heldBy(me));
        model.addAttribute("offers", rows(tickets.offeredTo(me)));
        model.addAttribute(
                "returned",
                held.stream().filter(r -> r.timeline().cameBack().isPresent()).toList());
        model.addAttribute("held", held);
        model.addAttribute(
                "refused",
                tickets.refusedUnseen().stream()
                        .map(e -> new RefusedRow(e, tickets.find(e.ticket()).orElseThrow()))
                        .toList());
        model.addAttribute("waiting", ContactRow.of(contacts.waiting(), proposals));
        model.addAttribute(
                "mine",
                contacts.taken().stream()
                        .filter(c -> principal.getName().equals(c.operator()))
                        .toList());
        model.addAttribute("toValidate", faqs.toValidate(me));
        model.addAttribute("ownFaqs", faqs.ownUnpublished(me));
        model.addAttribute("helpers", help.onOffer());
        model.addAttribute("helping", help.given());
        return "overview";
    }

    private List<TicketRow> rows(List<Ticket> of) {
        return of.stream()
                .map(t -> new TicketRow(t, tickets.timeline(t.number())))
                .toList();
    }
}
