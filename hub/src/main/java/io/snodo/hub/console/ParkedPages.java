package io.snodo.hub.console;

import io.snodo.hub.delivery.Deliveries;
import io.snodo.hub.delivery.ParkedDeliveries;
import io.snodo.hub.identity.Office;
import io.snodo.hub.members.Members;
import io.snodo.hub.operators.Redelivery;
import io.snodo.messages.MemberCode;
import java.util.List;
import java.util.Optional;
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

/** What waits, and what is parked with its cause: found by member and cause, and sent again, one or many. */
@Controller
@RequestMapping("/console")
class ParkedPages {
    private static final Logger LOG = LoggerFactory.getLogger(ParkedPages.class);
    private static final int CAUSE = 200;

    private final Network network;
    private final ParkedDeliveries deliveries;
    private final Redelivery redelivery;
    private final Members members;

    ParkedPages(Network network, ParkedDeliveries deliveries, Redelivery redelivery, Members members) {
        this.network = network;
        this.deliveries = deliveries;
        this.redelivery = redelivery;
        this.members = members;
    }

    /** {@code past} is the id that the last page ended with. */
    @GetMapping("/waiting")
    String waiting(
            @RequestParam(defaultValue = "") String member,
            @RequestParam(defaultValue = "") String cause,
            @RequestParam(defaultValue = "0") long past,
            Office office,
            Model model) {
        model.addAttribute("here", "waiting");
        model.addAttribute("seen", network.version(LivePages.topic(office)));
        List<Deliveries.Held> parked =
                deliveries.find(office, code(member).orElse(null), cause.isEmpty() ? null : cause, Math.max(past, 0));
        model.addAttribute(
                "parked",
                parked.stream()
                        .map(held -> HeldRow.of(held, members::nameOf, office))
                        .toList());
        model.addAttribute(
                "next",
                parked.size() < ParkedDeliveries.MOST ? null : parked.getLast().id());
        List<Heap> heaps = deliveries.heaps(office).stream()
                .map(heap -> new Heap(
                        heap.recipient().value(), members.nameOf(heap.recipient()), heap.cause(), heap.parked()))
                .toList();
        model.addAttribute("heaps", heaps);
        model.addAttribute(
                "whose",
                heaps.stream()
                        .map(heap -> new Whose(heap.code(), heap.name()))
                        .distinct()
                        .toList());
        model.addAttribute(
                "causes",
                heaps.stream()
                        .flatMap(heap -> Optional.ofNullable(heap.cause()).stream())
                        .distinct()
                        .toList());
        model.addAttribute("member", member);
        model.addAttribute("cause", cause);
        model.addAttribute("most", ParkedDeliveries.MOST);
        model.addAttribute("waiting", network.waiting(office));
        return "console/waiting";
    }

    /** How much of one member's is parked by one cause. */
    public record Heap(String code, String name, @Nullable String cause, long parked) {}

    /** One to choose. */
    public record Whose(String code, String name) {}

    @PostMapping("/parked/{id}/redeliver")
    String redeliver(@PathVariable long id, Office office, RedirectAttributes after) {
        Redelivery.Outcome outcome = redelivery.again(office, List.of(id));
        told(outcome);
        after.addFlashAttribute("redelivered", outcome.again().isEmpty() ? "gone" : "done");
        return "redirect:/console/waiting";
    }

    /** Those chosen; back to what was looked at. */
    @PostMapping("/parked/redeliver")
    String redeliver(
            @RequestParam(name = "delivery", required = false) @Nullable List<Long> ids,
            @RequestParam(defaultValue = "") String member,
            @RequestParam(defaultValue = "") String cause,
            Office office,
            RedirectAttributes after) {
        if (ids == null || ids.isEmpty() || ids.size() > ParkedDeliveries.MOST) {
            after.addFlashAttribute("redelivered", "none");
        } else {
            Redelivery.Outcome outcome = redelivery.again(office, ids);
            told(outcome);
            after.addFlashAttribute("outcome", outcome);
        }
        after.addAttribute("member", code(member).map(MemberCode::value).orElse(""));
        after.addAttribute("cause", cause.length() > CAUSE ? "" : cause);
        return "redirect:/console/waiting";
    }

    private void told(Redelivery.Outcome outcome) {
        network.lookAgain();
        LOG.info(
                "redelivery asked done={} notParked={}",
                outcome.again().size(),
                outcome.notParked().size());
    }

    /** Empty for what is no member's code. */
    private static Optional<MemberCode> code(String typed) {
        try {
            return typed.isEmpty() ? Optional.empty() : Optional.of(new MemberCode(typed));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
