package io.snodo.spoke.desk.pages;

import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Face;
import io.snodo.spoke.desk.ConfirmTicket;
import io.snodo.spoke.desk.RateTicket;
import io.snodo.spoke.desk.ReopenTicket;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The forms of a ticket's page for what a citizen says of the work, told to the office that opened the ticket. */
@Controller
@RequestMapping("/tickets/{number}")
class CitizenActs {
    private final ConfirmTicket confirmTicket;
    private final ReopenTicket reopenTicket;
    private final RateTicket rateTicket;

    CitizenActs(ConfirmTicket confirmTicket, ReopenTicket reopenTicket, RateTicket rateTicket) {
        this.confirmTicket = confirmTicket;
        this.reopenTicket = reopenTicket;
        this.rateTicket = rateTicket;
    }

    @PostMapping("/confirm")
    View confirm(@PathVariable String number, Principal operator, RedirectAttributes flash) {
        TicketNumber ticket = TicketPages.number(number);
        return TicketActs.back(ticket, confirmTicket.confirm(ticket, operator.getName()), flash);
    }

    @PostMapping("/reopen")
    View reopen(
            @PathVariable String number, @RequestParam String reason, Principal operator, RedirectAttributes flash) {
        TicketNumber ticket = TicketPages.number(number);
        String why = Typed.text(reason, TicketActs.REASON);
        return why.isEmpty()
                ? TicketActs.missing(ticket, "reopen-reason", flash)
                : TicketActs.back(ticket, reopenTicket.reopen(ticket, operator.getName(), why), flash);
    }

    @PostMapping("/rating")
    View rate(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable Face face,
            @RequestParam(required = false) @Nullable String reason,
            Principal operator,
            RedirectAttributes flash) {
        TicketNumber ticket = TicketPages.number(number);
        String why = Typed.text(reason, TicketActs.REASON);
        return face == null
                ? TicketActs.missing(ticket, flash)
                : TicketActs.back(ticket, rateTicket.rate(ticket, operator.getName(), face, Typed.orNull(why)), flash);
    }
}
