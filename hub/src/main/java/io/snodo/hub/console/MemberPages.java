package io.snodo.hub.console;

import io.snodo.hub.identity.Office;
import io.snodo.hub.leaving.Leaving;
import io.snodo.hub.members.Members;
import io.snodo.hub.operators.Act;
import io.snodo.hub.operators.EarlyRenewal;
import io.snodo.hub.operators.Exit;
import io.snodo.hub.operators.HeldTickets;
import io.snodo.hub.operators.Standings;
import io.snodo.hub.operators.Suspension;
import io.snodo.hub.operators.Trail;
import io.snodo.messages.MemberCode;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

/** One member: how it stands with it, and letting it in no more or again, or having it renew. And the trail of what operators have done. */
@Controller
@RequestMapping("/console")
class MemberPages {
    private static final Logger LOG = LoggerFactory.getLogger(MemberPages.class);
    private static final int PAGE = 50;

    private final Standings standings;
    private final Suspension suspension;
    private final Exit exit;
    private final Leaving leaving;
    private final HeldTickets tickets;
    private final Trail trail;
    private final Members members;
    private final EarlyRenewal renewal;
    private final AskedRenewals renewals;
    private final Network network;
    private final Clock clock;

    MemberPages(
            Standings standings,
            Suspension suspension,
            Exit exit,
            Leaving leaving,
            HeldTickets tickets,
            Trail trail,
            Members members,
            EarlyRenewal renewal,
            AskedRenewals renewals,
            Network network,
            Clock clock) {
        this.standings = standings;
        this.suspension = suspension;
        this.exit = exit;
        this.leaving = leaving;
        this.tickets = tickets;
        this.trail = trail;
        this.members = members;
        this.renewal = renewal;
        this.renewals = renewals;
        this.network = network;
        this.clock = clock;
    }

    @GetMapping("/members/{code}")
    String member(@PathVariable MemberCode code, Office office, Model model) {
        StandingRow row = standings
                .of(office, code)
                .map(standing -> StandingRow.of(standing, clock.instant()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        ActRow asked = suspension
                .asked(code)
                .map(act -> ActRow.of(act, members::nameOf))
                .orElse(null);
        model.addAttribute("here", office.body().isPresent() ? "own" : "members");
        model.addAttribute(
                "seen", network.version(office.body().map(MemberCode::value).orElse(ConsolePages.TOPIC)));
        model.addAttribute("member", row);
        model.addAttribute(
                "figures",
                network.members().stream()
                        .filter(each -> each.code().equals(code.value()))
                        .findFirst()
                        .orElse(null));
        model.addAttribute("asked", asked);
        model.addAttribute("mine", asked != null && asked.operator().equals(office.name()));
        ActRow exitAsked =
                exit.asked(code).map(act -> ActRow.of(act, members::nameOf)).orElse(null);
        model.addAttribute("exitAsked", exitAsked);
        model.addAttribute("exitMine", exitAsked != null && exitAsked.operator().equals(office.name()));
        model.addAttribute(
                "departure",
                leaving.of(code)
                        .filter(sight -> sight.stage() == Leaving.Stage.LEAVING)
                        .map(DepartureRow::of)
                        .orElse(null));
        model.addAttribute("renewal", renewals.of(code));
        model.addAttribute("tickets", tickets.of(office, code));
        model.addAttribute("most", HeldTickets.MOST);
        return "console/member";
    }

    @PostMapping("/members/{code}/suspend")
    String suspend(
            @PathVariable MemberCode code, @RequestParam String reason, Office office, RedirectAttributes after) {
        return acted(code, reason, after, why -> suspension.suspend(office, code, why));
    }

    @PostMapping("/members/{code}/resume")
    String resume(@PathVariable MemberCode code, @RequestParam String reason, Office office, RedirectAttributes after) {
        return acted(code, reason, after, why -> suspension.resume(office, code, why));
    }

    @PostMapping("/members/{code}/exit")
    String exit(@PathVariable MemberCode code, @RequestParam String reason, Office office, RedirectAttributes after) {
        return acted(code, reason, after, why -> exit.exit(office, code, why));
    }

    @PostMapping("/members/{code}/stay")
    String stay(@PathVariable MemberCode code, @RequestParam String reason, Office office, RedirectAttributes after) {
        return acted(code, reason, after, why -> exit.stay(office, code, why));
    }

    @PostMapping("/members/{code}/renewal")
    String renew(@PathVariable MemberCode code, @RequestParam String reason, Office office, RedirectAttributes after) {
        return acted(code, reason, after, why -> renewal.ask(office, code, why));
    }

    /** Newest first; {@code before} is where the next page begins. */
    @GetMapping("/audit")
    String audit(@RequestParam(defaultValue = "0") long before, Office office, Model model) {
        List<ActRow> acts = trail.page(office, PAGE, before).stream()
                .map(act -> ActRow.of(act, members::nameOf))
                .toList();
        model.addAttribute("here", "audit");
        model.addAttribute("acts", acts);
        model.addAttribute("next", acts.size() < PAGE ? null : acts.getLast().id());
        return "console/audit";
    }

    private interface Doing {
        Act.Result because(String reason);
    }

    private String acted(MemberCode code, String reason, RedirectAttributes after, Doing doing) {
        if (members.find(code).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        Optional<String> why = Reason.of(reason);
        if (why.isEmpty()) {
            after.addFlashAttribute("acted", "incomplete");
        } else {
            Act.Result result = doing.because(why.get());
            network.lookAgain();
            LOG.info("act of an operator tenant={} result={}", code, result);
            after.addFlashAttribute("acted", result.name().toLowerCase(Locale.ROOT));
        }
        return "redirect:/console/members/" + code;
    }
}
