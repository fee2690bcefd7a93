package io.snodo.spoke.desk.pages;

import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.spoke.desk.DisclosePerson;
import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The form by which an operator tells another party who has asked. */
@Controller
class ConfidenceActs {
    private final DisclosePerson disclosePerson;

    ConfidenceActs(DisclosePerson disclosePerson) {
        this.disclosePerson = disclosePerson;
    }

    @PostMapping("/tickets/{number}/disclose")
    View disclose(
            @PathVariable String number, @RequestParam MemberCode to, Principal operator, RedirectAttributes flash) {
        TicketNumber ticket = TicketPages.number(number);
        return TicketActs.back(ticket, disclosePerson.to(ticket, operator.getName(), to), flash);
    }
}
