package io.snodo.hub.console;

import io.snodo.hub.identity.Office;
import io.snodo.hub.identity.Operators;
import io.snodo.hub.identity.SecondFactors;
import io.snodo.hub.members.Members;
import io.snodo.hub.operators.SecondFactorReset;
import java.time.ZonedDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
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

/** Who has an account here, and letting somebody begin anew who has lost his telephone. */
@Controller
@RequestMapping("/console/operators")
class OperatorPages {
    private final Operators operators;
    private final SecondFactors secondFactors;
    private final SecondFactorReset reset;
    private final Members members;

    OperatorPages(Operators operators, SecondFactors secondFactors, SecondFactorReset reset, Members members) {
        this.operators = operators;
        this.secondFactors = secondFactors;
        this.reset = reset;
        this.members = members;
    }

    /** {@code role} ends the key of its words; {@code since} when the telephone is known. */
    public record AccountRow(
            String name,
            String role,
            @Nullable String member,
            boolean wanted,
            @Nullable ZonedDateTime since,
            boolean mine) {}

    @GetMapping
    String operators(Office office, Model model) {
        model.addAttribute("here", "operators");
        model.addAttribute(
                "accounts",
                operators.accounts().stream()
                        .map(account -> row(account, office))
                        .toList());
        return "console/operators";
    }

    @PostMapping("/{name}/reset")
    String reset(@PathVariable String name, @RequestParam String reason, Office office, RedirectAttributes after) {
        boolean known = operators.accounts().stream()
                .anyMatch(account -> account.office().name().equals(name));
        if (!known || !(office instanceof Office.HubOperator by)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        String acted = Reason.of(reason)
                .map(why -> reset.reset(by, name, why).name().toLowerCase(Locale.ROOT))
                .orElse("incomplete");
        after.addFlashAttribute("acted", acted);
        return "redirect:/console/operators";
    }

    private AccountRow row(Operators.Account account, Office looker) {
        Office office = account.office();
        return new AccountRow(
                office.name(),
                switch (office) {
                    case Office.HubOperator _ -> "hub_operator";
                    case Office.HubAuditor _ -> "hub_auditor";
                    case Office.MemberAdministrator _ -> "member_administrator";
                },
                office.body().map(members::nameOf).orElse(null),
                account.secondFactor(),
                secondFactors
                        .since(office.name())
                        .map(at -> at.atZone(Network.ZONE))
                        .orElse(null),
                looker.name().equals(office.name()));
    }
}
