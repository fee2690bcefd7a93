package io.snodo.spoke.desk.pages;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;

/** The door: signing in, and the way to the day's overview. */
@Controller
class EntrancePages {
    @GetMapping("/login")
    String login() {
        return "login";
    }

    @GetMapping("/")
    View home() {
        return new SeeOther("/desk");
    }
}
