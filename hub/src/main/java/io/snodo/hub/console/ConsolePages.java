package io.snodo.hub.console;

import io.snodo.hub.attachments.Quarantine;
import io.snodo.hub.pages.Streams;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The operator's pages: the overview, members, traffic, and what is waiting or parked. */
@Controller
@RequestMapping("/console")
class ConsolePages {
    /** The others are on the page of members. */
    private static final int SILENT_NAMED = 100;

    private static final Logger LOG = LoggerFactory.getLogger(ConsolePages.class);
    static final String TOPIC = "console";

    private final Network network;
    private final Refusals refusals;
    private final Quarantine quarantine;
    private final Streams streams;

    ConsolePages(Network network, Refusals refusals, Quarantine quarantine, Streams consoleStreams) {
        this.quarantine = quarantine;
        this.network = network;
        this.refusals = refusals;
        this.streams = consoleStreams;
    }

    /** Only the page: who may come in is decided by identity. */
    @GetMapping("/login")
    String login() {
        return "console/login";
    }

    /** Reached where identity puts a login off; from outside it leads to the login. */
    @RequestMapping("/login/wait")
    String putOff(@RequestAttribute(required = false) @Nullable Duration wait, Model model) {
        if (wait == null) {
            return "redirect:/console/login";
        }
        model.addAttribute("seconds", wait.toSeconds() + 1);
        model.addAttribute("minutes", wait.toMinutes() + 1);
        return "console/login";
    }

    @GetMapping
    String overview(Model model) {
        here("overview", model);
        List<MemberRow> members = network.members();
        model.addAttribute("members", Page.of(members, 1).rows());
        model.addAttribute("all", members.size());
        model.addAttribute("heard", members.stream().filter(MemberRow::isHeard).count());
        model.addAttribute(
                "silent",
                members.stream()
                        .filter(member -> !member.isHeard())
                        .map(MemberRow::name)
                        .limit(SILENT_NAMED)
                        .toList());
        model.addAttribute(
                "waiting", members.stream().mapToLong(MemberRow::waiting).sum());
        model.addAttribute(
                "unconfirmed",
                members.stream().mapToLong(MemberRow::unconfirmed).sum());
        model.addAttribute(
                "allParked", members.stream().mapToLong(MemberRow::parked).sum());
        model.addAttribute(
                "parked", network.held().stream().filter(HeldRow::isParked).toList());
        model.addAttribute("refused", refusals.total());
        model.addAttribute("traffic", network.traffic());
        model.addAttribute("help", network.help().stream().limit(5).toList());
        model.addAttribute("queues", network.queues());
        model.addAttribute("tickets", network.tickets());
        model.addAttribute("chain", network.chain().orElse(null));
        model.addAttribute("anchored", network.anchored());
        model.addAttribute("quarantine", quarantine.now());
        return "console/overview";
    }

    @GetMapping("/members")
    String members(@RequestParam(defaultValue = "1") int page, Model model) {
        here("members", model);
        Page<MemberRow> members = Page.of(network.members(), page);
        model.addAttribute("page", members);
        model.addAttribute("members", members.rows());
        model.addAttribute("standings", Page.of(network.standings(), page).rows());
        model.addAttribute("queues", network.queues());
        model.addAttribute("help", network.help());
        return "console/members";
    }

    @GetMapping("/traffic")
    String traffic(Model model) {
        here("traffic", model);
        model.addAttribute("traffic", network.traffic());
        model.addAttribute("refusals", refusals.byCode());
        return "console/traffic";
    }

    @GetMapping("/waiting")
    String waiting(Model model) {
        here("waiting", model);
        List<HeldRow> held = network.held();
        model.addAttribute("parked", held.stream().filter(HeldRow::isParked).toList());
        model.addAttribute(
                "waiting", held.stream().filter(row -> !row.isParked()).toList());
        return "console/waiting";
    }

    @PostMapping("/parked/{id}/redeliver")
    String redeliver(@PathVariable long id, RedirectAttributes after) {
        boolean again = network.redeliver(id); // harmless if asked twice: the recipient drops what it has
        LOG.info("redelivery asked for delivery={} done={}", id, again);
        after.addFlashAttribute("redelivered", again ? "done" : "gone");
        return "redirect:/console/waiting";
    }

    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> events(
            @RequestParam(defaultValue = "") String seen,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last) {
        return streams.open(TOPIC, last == null ? seen : last)
                .map(ResponseEntity::ok)
                .orElseGet(() ->
                        ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build());
    }

    /** Taken before what the page shows, so that a change in between is seen as one. */
    private void here(String page, Model model) {
        model.addAttribute("here", page);
        model.addAttribute("seen", network.version());
    }
}
