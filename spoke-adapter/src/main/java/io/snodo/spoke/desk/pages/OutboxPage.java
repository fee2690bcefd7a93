package io.snodo.spoke.desk.pages;

import io.snodo.spoke.link.Link;
import io.snodo.spoke.link.SentMessages;
import io.snodo.spoke.store.Place;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What this member has said to the network, how far it came, and what was refused and why. */
@Controller
class OutboxPage {
    private final SentMessages sent;
    private final Link link;

    OutboxPage(SentMessages sent, Link link) {
        this.sent = sent;
        this.link = link;
    }

    @GetMapping("/outbox")
    String outbox(
            @RequestParam(name = "trouble", defaultValue = "") Place troubled,
            @RequestParam(name = "sent", defaultValue = "") Place from,
            Model model) {
        // while the hub cannot be reached nothing can be answered, and the header says so already
        model.addAttribute("troubled", link.isConnected() ? sent.troubled(troubled) : sent.refused(troubled));
        model.addAttribute("sent", sent.latest(from));
        return "outbox";
    }
}
