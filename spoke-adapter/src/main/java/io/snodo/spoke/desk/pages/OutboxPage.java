package io.snodo.spoke.desk.pages;

import io.snodo.spoke.link.SentMessages;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What this member has said to the network, how far it came, and what was refused and why. */
@Controller
class OutboxPage {
    private static final int SHOWN = 100;

    private final SentMessages sent;

    OutboxPage(SentMessages sent) {
        this.sent = sent;
    }

    @GetMapping("/outbox")
    String outbox(Model model) {
        model.addAttribute("troubled", sent.troubled(SHOWN));
        model.addAttribute("sent", sent.latest(SHOWN));
        return "outbox";
    }
}
