package io.snodo.hub.console;

import io.snodo.hub.identity.OtherWayIn;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Only the page: who may come in is decided by identity. */
@Controller
@RequestMapping("/console/login")
class LoginPages {
    private static final Set<String> PROBLEMS =
            Set.of("away", "failed", "access_denied", "no_second_factor", "no_name", "no_role");

    private final OtherWayIn other;

    LoginPages(OtherWayIn other) {
        this.other = other;
    }

    /** {@code oidc} is what went wrong at the other way in, as identity names it. */
    @GetMapping
    String login(@RequestParam(defaultValue = "") String oidc, Model model) {
        model.addAttribute("provider", other.name() == null ? null : other);
        model.addAttribute("oidcProblem", PROBLEMS.contains(oidc) ? oidc : null);
        return "console/login";
    }

    /** Reached where identity puts a login off; from outside it leads to the login. */
    @RequestMapping("/wait")
    String putOff(@RequestAttribute(required = false) @Nullable Duration wait, Model model) {
        if (wait == null) {
            return "redirect:/console/login";
        }
        model.addAttribute("seconds", wait.toSeconds() + 1);
        model.addAttribute("minutes", wait.toMinutes() + 1);
        return login("", model);
    }
}
