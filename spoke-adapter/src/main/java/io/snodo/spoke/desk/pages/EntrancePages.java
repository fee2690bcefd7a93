package io.snodo.spoke.desk.pages;

import io.snodo.spoke.operators.Operator;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.View;

/** The door: signing in, and the way to the day's overview. */
@Controller
class EntrancePages {
    private static final int MOST_GIVEN_BACK = 8000;

    @GetMapping("/login")
    String login() {
        return "login";
    }

    /** Reached where a login is put off; from outside it leads to the login. */
    @RequestMapping("/login/wait")
    Object putOff(@RequestAttribute(required = false) @Nullable Duration wait, Model model) {
        if (wait == null) {
            return new SeeOther("/login");
        }
        model.addAttribute("seconds", wait.toSeconds() + 1);
        model.addAttribute("minutes", wait.toMinutes() + 1);
        return "login";
    }

    /** Reached where a form comes after its session has ended, or from a page older than the last login. */
    @RequestMapping("/login/ended")
    Object ended(@AuthenticationPrincipal @Nullable Operator operator, HttpServletRequest request, Model model) {
        if (request.getDispatcherType() != DispatcherType.FORWARD) {
            return new SeeOther("/login");
        }
        model.addAttribute("unsaved", true);
        model.addAttribute("typed", Typed.orNull(typed(request)));
        return operator == null ? "login" : "stale";
    }

    @GetMapping("/")
    View home() {
        return new SeeOther("/desk");
    }

    /** What the form held, given back to who sent it; never what another site has sent in their name. */
    private static String typed(HttpServletRequest request) {
        String from = request.getHeader("Sec-Fetch-Site");
        return from != null && !from.equals("same-origin")
                ? ""
                : request.getParameterMap().entrySet().stream()
                        .filter(field -> !field.getKey().equals("_csrf"))
                        .flatMap(field -> Arrays.stream(field.getValue()))
                        .map(value -> Typed.text(value, MOST_GIVEN_BACK))
                        .filter(value -> !value.isEmpty())
                        .collect(Collectors.joining("\n\n"));
    }
}
