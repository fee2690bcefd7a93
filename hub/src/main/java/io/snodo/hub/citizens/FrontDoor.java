package io.snodo.hub.citizens;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Whoever types only the hub's name is a citizen: the others know where they are going. */
@Controller
class FrontDoor {
    @GetMapping("/")
    String citizens() {
        return "redirect:/track";
    }
}
