package io.snodo.hub.console;

import io.snodo.hub.federation.Neighbour;
import io.snodo.hub.federation.Neighbours;
import io.snodo.hub.identity.Office;
import io.snodo.hub.members.Members;
import io.snodo.hub.members.NearHub;
import io.snodo.hub.operators.Redelivery;
import io.snodo.messages.MemberCode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The hubs next to this one, what waits for them, and what they have found at fault: sent on again, one or many. */
@Controller
@RequestMapping("/console/hubs")
class HubPages {
    private static final Logger LOG = LoggerFactory.getLogger(HubPages.class);

    private final Network network;
    private final Neighbours neighbours;
    private final Redelivery redelivery;
    private final Members members;

    HubPages(Network network, Neighbours neighbours, Redelivery redelivery, Members members) {
        this.network = network;
        this.neighbours = neighbours;
        this.redelivery = redelivery;
        this.members = members;
    }

    /** {@code past} is the id that the last page ended with. */
    @GetMapping
    String hubs(@RequestParam(defaultValue = "0") long past, Model model) {
        model.addAttribute("here", "hubs");
        model.addAttribute("seen", network.version(ConsolePages.TOPIC));
        model.addAttribute("hubs", network.hubs());
        List<Neighbour.AtFault> atFault = neighbours.atFault(null, Math.max(past, 0));
        model.addAttribute(
                "atFault",
                atFault.stream().map(one -> AtFaultRow.of(one, this::name)).toList());
        model.addAttribute(
                "next",
                atFault.size() < Neighbours.MOST ? null : atFault.getLast().id());
        model.addAttribute("most", Neighbours.MOST);
        return "console/hubs";
    }

    @PostMapping("/parked/{id}/redeliver")
    String redeliver(@PathVariable long id, Office office, RedirectAttributes after) {
        after.addFlashAttribute("outcome", again(office, List.of(id)));
        return "redirect:/console/hubs";
    }

    /** Those chosen. */
    @PostMapping("/parked/redeliver")
    String redeliver(
            @RequestParam(name = "message", required = false) @Nullable List<Long> ids,
            Office office,
            RedirectAttributes after) {
        if (ids == null || ids.isEmpty() || ids.size() > Neighbours.MOST) {
            after.addFlashAttribute("redelivered", "none");
        } else {
            after.addFlashAttribute("outcome", again(office, ids));
        }
        return "redirect:/console/hubs";
    }

    private Redelivery.Outcome again(Office office, List<Long> ids) {
        Redelivery.Outcome outcome = redelivery.passedAgain(office, ids);
        network.lookAgain();
        LOG.info(
                "passing on again asked done={} notParked={}",
                outcome.again().size(),
                outcome.notParked().size());
        return outcome;
    }

    private String name(MemberCode code) {
        return members.near(code).map(NearHub::name).orElseGet(() -> members.nameOf(code));
    }
}
