package io.snodo.spoke.desk.pages;

import io.snodo.spoke.link.Link;
import io.snodo.spoke.link.SentMessages;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What this member has said to the network, how far it came, and what was refused and why. */
@Controller
class OutboxPage {
    private static final int SHOWN = 100;

    private final SentMessages sent;
    private final Link link;

    OutboxPage(SentMessages sent, Link link) {
        this.sent = sent;
        this.link = link;
    }

    @GetMapping("/outbox")
    String outbox(Model model) {
        // while the hub cannot be reached nothing can be answered, and the header says so already
        model.addAttribute(
                "troubled",
                sent.troubled(SHOWN).stream()
                        .filter(m -> m.refusal() != null || link.isConnected())
                        .toList());
        model.addAttribute("sent", sent.latest(SHOWN));
        return "outbox";
    }
}
