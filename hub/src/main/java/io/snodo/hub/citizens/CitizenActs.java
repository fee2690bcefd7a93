package io.snodo.hub.citizens;

import io.snodo.hub.exchange.Decision;
import io.snodo.hub.exchange.Exchange;
import io.snodo.hub.exchange.TicketView;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.body.Face;
import io.snodo.messages.body.RatingAdd;
import io.snodo.messages.body.TicketBody;
import io.snodo.messages.body.TicketConfirm;
import io.snodo.messages.body.TicketReopen;
import io.snodo.messages.refusal.Catalogue;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the citizen may do to a ticket that is open on the page: confirm, reopen, rate. The exchange decides. */
@Controller
@RequestMapping("/track/{number}")
class CitizenActs {
    private static final int LONGEST_TEXT = 2000;

    private final Track track;
    private final Exchange exchange;
    private final Clock clock;

    CitizenActs(Track track, Exchange exchange, Clock clock) {
        this.track = track;
        this.exchange = exchange;
        this.clock = clock;
    }

    @PostMapping("/confirm")
    String confirm(@PathVariable String number, HttpSession session, Locale locale, RedirectAttributes after) {
        return act(number, session, new TicketConfirm(null), "confirm", locale, after);
    }

    @PostMapping("/reopen")
    String reopen(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String reason,
            HttpSession session,
            Locale locale,
            RedirectAttributes after) {
        Optional<String> text = text(reason);
        if (text.isEmpty()) {
            after.addFlashAttribute("reopening", true);
            return track.followed(number, session)
                    .map(t -> TrackPages.see(t.number()))
                    .orElseGet(() -> TrackPages.askForCode(number));
        }
        return act(number, session, new TicketReopen(text.get()), "reopen", locale, after);
    }

    @PostMapping("/rating")
    String rate(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String face,
            @RequestParam(defaultValue = "") String reason,
            HttpSession session,
            Locale locale,
            RedirectAttributes after) {
        Optional<Face> chosen = Arrays.stream(Face.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(face))
                .findFirst();
        if (chosen.isEmpty()) {
            return track.followed(number, session)
                    .map(t -> TrackPages.see(t.number()))
                    .orElseGet(() -> TrackPages.askForCode(number));
        }
        @Nullable String why = chosen.get() == Face.UNSATISFIED ? text(reason).orElse(null) : null;
        return act(number, session, new RatingAdd(chosen.get(), why), "rating", locale, after);
    }

    private String act(
            String number, HttpSession session, TicketBody body, String done, Locale locale, RedirectAttributes after) {
        Optional<TicketView> ticket = track.followed(number, session);
        if (ticket.isEmpty()) {
            return TrackPages.askForCode(number);
        }
        Message message = Message.of(
                        clock,
                        MemberCode.HUB,
                        List.of(),
                        ticket.get().number(),
                        ticket.get().epoch(),
                        body)
                .forCitizen();
        switch (exchange.say(message).join()) {
            case Decision.Accepted _, Decision.Noted _ -> after.addFlashAttribute("done", done);
            case Decision.Refused refused -> {
                Catalogue.Entry entry = Catalogue.of(refused.refusal().code());
                after.addFlashAttribute("refused", locale.getLanguage().equals("it") ? entry.it() : entry.en());
            }
        }
        return TrackPages.see(ticket.get().number());
    }

    private static Optional<String> text(String typed) {
        String text = typed.strip();
        return text.isEmpty() || text.length() > LONGEST_TEXT ? Optional.empty() : Optional.of(text);
    }
}
