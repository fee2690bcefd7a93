package io.snodo.spoke.desk.pages;

import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.Face;
import io.snodo.messages.body.Outcome;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.Status;
import io.snodo.spoke.desk.Act;
import io.snodo.spoke.desk.Destinations;
import io.snodo.spoke.desk.InConfidence;
import io.snodo.spoke.desk.MarkTicketSeen;
import io.snodo.spoke.desk.Ticket;
import io.snodo.spoke.desk.Tickets;
import io.snodo.spoke.desk.Timeline;
import io.snodo.spoke.files.CarriedFiles;
import io.snodo.spoke.files.FetchFile;
import io.snodo.spoke.files.FilesAllowed;
import io.snodo.spoke.store.Place;
import io.snodo.spoke.tenant.Tenant;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Tickets to look at: the lists, and one with its timeline and the acts that are open. */
@Controller
class TicketPages {
    private final Tickets tickets;
    private final MarkTicketSeen seen;
    private final Destinations destinations;
    private final InConfidence inConfidence;
    private final CarriedFiles carried;
    private final FilesAllowed filesAllowed;
    private final Tenant tenant;
    private final Clock clock;
    private final CallForm callForm;
    private final Reachable reachable;

    TicketPages(
            Tickets tickets,
            MarkTicketSeen seen,
            Destinations destinations,
            InConfidence inConfidence,
            CarriedFiles carried,
            FilesAllowed filesAllowed,
            Tenant tenant,
            Clock clock,
            CallForm callForm,
            Reachable reachable) {
        this.tickets = tickets;
        this.seen = seen;
        this.destinations = destinations;
        this.inConfidence = inConfidence;
        this.carried = carried;
        this.filesAllowed = filesAllowed;
        this.tenant = tenant;
        this.clock = clock;
        this.callForm = callForm;
        this.reachable = reachable;
    }

    /** Each list is read from its own place on, and the others from their start. */
    @GetMapping("/tickets")
    String list(
            @RequestParam(defaultValue = "") Place offers,
            @RequestParam(defaultValue = "") Place held,
            @RequestParam(defaultValue = "") Place away,
            @RequestParam(defaultValue = "") Place others,
            Model model) {
        MemberCode me = tenant.member();
        model.addAttribute("offers", tickets.offeredTo(me, offers));
        model.addAttribute("held", tickets.heldBy(me, held));
        model.addAttribute("heldInAll", tickets.countHeldBy(me));
        model.addAttribute("away", tickets.openedBy(me, away));
        model.addAttribute("awayInAll", tickets.countOpenedBy(me));
        model.addAttribute("others", tickets.others(me, others));
        return "tickets/list";
    }

    @GetMapping("/tickets/{number}")
    String ticket(
            @PathVariable String number,
            @RequestParam(required = false) FetchFile.@Nullable WhyNot file,
            @ModelAttribute("speech") Speech speech,
            Model model) {
        Ticket ticket =
                tickets.find(number(number)).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        seen.seen(ticket.number());
        Timeline timeline = tickets.timeline(ticket.number());
        Set<Act> acts = timeline.openActs(ticket, tenant.member(), clock.instant());
        Set<MemberCode> nameable = nameable(ticket, timeline);
        model.addAttribute("ticket", ticket);
        model.addAttribute("timeline", timeline);
        model.addAttribute("confidence", inConfidence.of(ticket, timeline));
        model.addAttribute("story", new Story(speech).tell(timeline));
        model.addAttribute("acts", acts);
        model.addAttribute("joint", timeline.jointActs(ticket, tenant.member(), clock.instant()));
        model.addAttribute("files", Files.of(timeline, tenant.member(), carried.of(ticket.number())));
        model.addAttribute("fileNot", file);
        model.addAttribute("mayAttach", filesAllowed.here());
        model.addAttribute("question", timeline.question(ticket).orElse(null));
        model.addAttribute("tasks", timeline.tasksOf(tenant.member()));
        model.addAttribute("copy", timeline.isCopy(ticket, tenant.member()));
        model.addAttribute("settable", timeline.settable(ticket));
        List<Registry.Member> accepting = destinations.accepting(ticket, timeline);
        model.addAttribute("destinations", accepting);
        model.addAttribute("reachable", reachable.say(accepting, Locale.of(speech.language())));
        model.addAttribute("suspended", destinations.suspended());
        model.addAttribute(
                "suggestible",
                destinations.others().stream()
                        .filter(m -> !m.code().equals(ticket.owner()))
                        .toList());
        model.addAttribute("nameable", nameable);
        model.addAttribute("outcomes", List.of(Outcome.values()));
        model.addAttribute("faces", List.of(Face.values()));
        model.addAttribute(
                "audiences",
                nameable.isEmpty()
                        ? List.of(Audience.OWNER, Audience.PARTIES, Audience.CITIZEN)
                        : List.of(Audience.OWNER, Audience.NAMED, Audience.PARTIES, Audience.CITIZEN));
        callForm.put(model);
        return "tickets/ticket";
    }

    /** The parties who would not read a note for the owner anyway. */
    private Set<MemberCode> nameable(Ticket ticket, Timeline timeline) {
        Set<MemberCode> parties = new TreeSet<>(timeline.members());
        parties.removeIf(m -> m.equals(ticket.owner()) || m.equals(tenant.member()));
        return parties;
    }

    static TicketNumber number(String typed) {
        try {
            return TicketNumber.typed(typed);
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, e);
        }
    }

    /** The status a form may set. */
    static Status status(String wire) {
        try {
            return Status.ofWire(wire);
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, null, e);
        }
    }
}
