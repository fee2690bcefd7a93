package io.snodo.hub.console;

import io.snodo.hub.identity.SecondFactors;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Only the pages of the second factor: what is typed there is taken, and judged, by identity. */
@Controller
@RequestMapping("/console/second-factor")
class SecondFactorPages {
    private final SecondFactors secondFactors;

    SecondFactorPages(SecondFactors secondFactors) {
        this.secondFactors = secondFactors;
    }

    /** For who has no telephone known yet, with what it is to be told; until it has given a first code. */
    @GetMapping
    String ask(
            @RequestParam(required = false) @Nullable String wrong,
            @RequestParam(required = false) @Nullable String used,
            Principal operator,
            HttpSession session,
            Model model) {
        model.addAttribute("wrong", wrong != null);
        model.addAttribute("used", used != null);
        model.addAttribute("again", wrong != null || used != null);
        SecondFactors.Enrolment begun = (SecondFactors.Enrolment) session.getAttribute(SecondFactors.BEGUN);
        secondFactors.enrolment(operator.getName(), begun).ifPresent(enrolment -> {
            session.setAttribute(SecondFactors.BEGUN, enrolment);
            model.addAttribute("qr", QrCode.of(enrolment.address()));
            model.addAttribute("secret", enrolment.secret().replaceAll("(.{4})(?!$)", "$1 "));
        });
        return "console/second-factor";
    }

    /** Reached where identity puts a code off; from outside it leads to the question. */
    @RequestMapping("/wait")
    String putOff(
            @RequestAttribute(required = false) @Nullable Duration wait,
            Principal operator,
            HttpSession session,
            Model model) {
        if (wait == null) {
            return "redirect:/console/second-factor";
        }
        model.addAttribute("seconds", wait.toSeconds() + 1);
        model.addAttribute("minutes", wait.toMinutes() + 1);
        return ask(null, null, operator, session, model);
    }

    /** Shown when they are made and never again; kept by nobody, therefore. */
    @RequestMapping("/codes")
    String codes(@RequestAttribute(required = false) @Nullable List<String> codes, Model model) {
        if (codes == null) {
            return "redirect:/console";
        }
        model.addAttribute("recoveryCodes", codes);
        return "console/recovery-codes";
    }
}
