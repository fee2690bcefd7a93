package io.snodo.hub.console;

import io.snodo.hub.delivery.Whereabouts;
import io.snodo.hub.exchange.RefusalEvents;
import io.snodo.hub.exchange.RefusalEvents.RefusalEvent;
import io.snodo.hub.identity.Office;
import io.snodo.hub.members.Members;
import io.snodo.hub.overflow.Overflow;
import io.snodo.messages.MemberCode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Why something was refused, has not arrived, or went where it went; by the number of a ticket, a message, a refusal or a
 * time of help. To a member's administrator what is not his member's is answered like what is nowhere.
 */
@Controller
@RequestMapping("/console/why")
class WhyPages {
    private static final int MOST = 50;

    private final RefusalEvents refusals;
    private final Whereabouts whereabouts;
    private final Overflow overflow;
    private final Members members;

    WhyPages(RefusalEvents refusals, Whereabouts whereabouts, Overflow overflow, Members members) {
        this.refusals = refusals;
        this.whereabouts = whereabouts;
        this.overflow = overflow;
        this.members = members;
    }

    @GetMapping
    String why(@RequestParam(defaultValue = "") String q, Office office, Locale locale, Model model) {
        MemberCode reader = office.body().orElse(MemberCode.HUB);
        Wanted wanted = Wanted.of(q);
        model.addAttribute("here", "why");
        model.addAttribute("wanted", wanted);
        switch (wanted) {
            case Wanted.Nothing _, Wanted.Unreadable _ ->
                model.addAttribute("newest", rows(refusals.newest(reader, null, MOST), locale));
            case Wanted.Refusal(var _, var id) ->
                model.addAttribute(
                        "refusals", rows(refusals.one(reader, id).stream().toList(), locale));
            case Wanted.Ticket(var _, var number) -> {
                model.addAttribute("refusals", rows(refusals.of(reader, null, number, MOST), locale));
                model.addAttribute("deliveries", deliveries(whereabouts.of(office, null, number)));
            }
            case Wanted.Event(var _, var id) -> {
                model.addAttribute("refusals", rows(refusals.of(reader, id, null, MOST), locale));
                model.addAttribute("deliveries", deliveries(whereabouts.of(office, id, null)));
                Optional<ChoiceRow> choice =
                        overflow.choice(reader, id).map(made -> ChoiceRow.of(made, members::nameOf));
                choice.ifPresent(row -> model.addAttribute("choice", row));
            }
        }
        return "console/why";
    }

    private List<RefusalRow> rows(List<RefusalEvent> events, Locale locale) {
        return events.stream()
                .map(event -> RefusalRow.of(event, members::nameOf, locale))
                .toList();
    }

    private List<WhereRow> deliveries(List<Whereabouts.Delivery> found) {
        return found.stream().map(one -> WhereRow.of(one, members::nameOf)).toList();
    }
}
