package io.snodo.hub.console;

import io.snodo.hub.attachments.Quarantine;
import io.snodo.hub.identity.Office;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The console's pages about the network as a whole: the overview, members, traffic. */
@Controller
@RequestMapping("/console")
class ConsolePages {
    static final String TOPIC = "console";
    /** So many names fit into a warning. */
    private static final int NAMED = 12;

    private final Network network;
    private final Quarantine quarantine;
    private final AskedRenewals renewals;
    private final LivePages live;

    ConsolePages(Network network, Quarantine quarantine, AskedRenewals renewals, LivePages live) {
        this.renewals = renewals;
        this.quarantine = quarantine;
        this.network = network;
        this.live = live;
    }

    /** An administrator's overview is his own member. */
    @GetMapping
    String overview(Office office, Model model) {
        if (office.body().isPresent()) {
            return "redirect:/console/members/" + office.body().get();
        }
        here("overview", office, model);
        List<MemberRow> members = network.members();
        model.addAttribute("health", Health.of(members, network.ending(), network.lives()));
        model.addAttribute("members", Health.worstFirst(members));
        model.addAttribute(
                "silent",
                members.stream()
                        .filter(member -> !member.isHeard())
                        .map(MemberRow::name)
                        .limit(NAMED)
                        .toList());
        model.addAttribute(
                "parked",
                network.held().stream().filter(HeldRow::isParked).limit(5).toList());
        model.addAttribute(
                "hubs",
                network.hubs().stream().filter(HubRow::fails).limit(NAMED).toList());
        model.addAttribute("overdue", renewals.overdue().size());
        model.addAttribute("refused", network.refusedLately());
        model.addAttribute("traffic", network.traffic());
        model.addAttribute("help", network.help().stream().limit(5).toList());
        model.addAttribute("tickets", network.tickets());
        model.addAttribute("chain", network.chain().orElse(null));
        model.addAttribute("anchored", network.anchored());
        model.addAttribute("quarantine", quarantine.now());
        return "console/overview";
    }

    @GetMapping("/members")
    String members(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "0") long page,
            Office office,
            Model model) {
        here("members", office, model);
        model.addAttribute("list", MemberPage.of(network.members(), network.standings(), q, state, page));
        model.addAttribute(
                "queues", network.queues().stream().limit(MemberPage.SIZE).toList());
        model.addAttribute(
                "help", network.help().stream().limit(MemberPage.SIZE).toList());
        return "console/members";
    }

    @GetMapping("/adhesions")
    String adhesions(Office office, Model model) {
        here("adhesions", office, model);
        model.addAttribute("adhesions", network.adhesions());
        return "console/adhesions";
    }

    @GetMapping("/certificates")
    String certificates(@RequestParam(defaultValue = "0") long page, Office office, Model model) {
        here("certificates", office, model);
        List<EndRow> ending = network.ending(office);
        Slice<EndRow> slice = Slice.of(ending, page, MemberPage.SIZE);
        model.addAttribute("ending", slice.rows());
        model.addAttribute("slice", slice);
        List<RenewalRow> asked = renewals.waiting(office);
        model.addAttribute("renewals", asked.stream().limit(MemberPage.SIZE).toList());
        model.addAttribute("moreRenewals", asked.size() - MemberPage.SIZE);
        model.addAttribute("soon", ending.stream().filter(EndRow::soon).count());
        return "console/certificates";
    }

    @GetMapping("/traffic")
    String traffic(Office office, Model model) {
        here("traffic", office, model);
        model.addAttribute("traffic", network.traffic(office));
        model.addAttribute("refusals", network.refusals(office));
        return "console/traffic";
    }

    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> events(
            @RequestParam(defaultValue = "") String seen,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
            Office office) {
        return live.open(office, last == null ? seen : last)
                .map(ResponseEntity::ok)
                .orElseGet(() ->
                        ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build());
    }

    /** Taken before what the page shows, so that a change in between is seen as one. */
    private void here(String page, Office office, Model model) {
        model.addAttribute("here", page);
        model.addAttribute("seen", network.version(LivePages.topic(office)));
    }
}
