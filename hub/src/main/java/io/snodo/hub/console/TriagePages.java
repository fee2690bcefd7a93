package io.snodo.hub.console;

import io.snodo.hub.exchange.Referrals;
import io.snodo.hub.identity.Office;
import io.snodo.hub.members.Members;
import io.snodo.hub.operators.Act;
import io.snodo.hub.operators.Placing;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where the operator places tickets past the hop limit, by competence and without reading them. */
@Controller
@RequestMapping("/console/triage")
class TriagePages {
    private static final Logger LOG = LoggerFactory.getLogger(TriagePages.class);
    private static final int MOST = 100;

    private final Referrals referrals;
    private final Placing placing;
    private final Members members;

    TriagePages(Referrals referrals, Placing placing, Members members) {
        this.referrals = referrals;
        this.placing = placing;
        this.members = members;
    }

    @GetMapping
    String triage(Model model) {
        model.addAttribute("here", "triage");
        model.addAttribute(
                "referrals",
                referrals.waiting(MOST).stream()
                        .map(waiting -> ReferralRow.of(waiting, members.registry(waiting.owner()), members::nameOf))
                        .toList());
        return "console/triage";
    }

    @PostMapping("/{number}")
    String place(
            @PathVariable TicketNumber number,
            @RequestParam UUID referral,
            @RequestParam MemberCode with,
            @RequestParam String reason,
            Office office,
            RedirectAttributes after) {
        Optional<String> why = Reason.of(reason);
        if (why.isEmpty()) {
            after.addFlashAttribute("placed", "incomplete");
            return "redirect:/console/triage";
        }
        Act.Result result = placing.place(office, number, referral, with, why.get());
        if (!office.runsTheHub()) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        boolean done = result == Act.Result.DONE;
        LOG.info("placed by the operator ticket={} tenant={} done={}", number, with, done);
        after.addFlashAttribute("placed", done ? "done" : "gone");
        return "redirect:/console/triage";
    }
}
