package io.snodo.hub.console;

import io.snodo.hub.enrolment.Renewals;
import io.snodo.hub.identity.Office;
import io.snodo.hub.members.Members;
import io.snodo.hub.operators.Act;
import io.snodo.hub.operators.EarlyRenewal;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the pages show of renewals before time, and asking for one. */
@Controller
class RenewalPages {
    private static final int REASON = 500;

    private final EarlyRenewal renewal;
    private final Members members;
    private final Clock clock;
    private final Look<List<RenewalRow>> overdueLook;

    RenewalPages(EarlyRenewal renewal, Members members, Clock clock, @Value("${snodo.console.look:2s}") Duration look) {
        this.renewal = renewal;
        this.members = members;
        this.clock = clock;
        this.overdueLook = new Look<>(look.multipliedBy(10), this::lookAtOverdue);
    }

    @PostMapping("/console/members/{code}/renewal")
    String ask(@PathVariable MemberCode code, @RequestParam String reason, Office office, RedirectAttributes after) {
        if (members.find(code).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        String why = reason.strip();
        if (why.isEmpty() || why.length() > REASON || why.chars().anyMatch(Character::isISOControl)) {
            after.addFlashAttribute("acted", "incomplete");
        } else {
            Act.Result result = renewal.ask(office, code, why);
            after.addFlashAttribute("acted", result.name().toLowerCase(Locale.ROOT));
        }
        return "redirect:/console/members/" + code;
    }

    /** Who was asked and has not done it. */
    List<RenewalRow> waiting(Office office) {
        return renewal.waiting(office).stream().map(this::row).toList();
    }

    /** Who has not done it in time, for the pages that everybody has open. */
    List<RenewalRow> overdue() {
        return overdueLook.seen();
    }

    private List<RenewalRow> lookAtOverdue() {
        return waiting(new Office.HubAuditor("")).stream()
                .filter(RenewalRow::overdue)
                .toList();
    }

    /** How it stands with {@code member}; {@code asked} is absent if it never was. */
    public record Sight(boolean spokes, @Nullable RenewalRow asked) {
        /** Whether there is something to ask for. */
        public boolean isOpen() {
            return spokes && (asked == null || asked.doneAt() != null);
        }
    }

    Sight of(MemberCode member) {
        return new Sight(
                renewal.source(member) == Renewals.Source.ENROLMENT,
                renewal.last(member).map(this::row).orElse(null));
    }

    private RenewalRow row(Renewals.Asked asked) {
        return RenewalRow.of(asked, this::name, clock.instant());
    }

    private String name(MemberCode code) {
        return members.find(code).map(Registry.Member::name).orElse(code.value());
    }
}
