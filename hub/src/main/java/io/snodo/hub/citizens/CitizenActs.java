package io.snodo.hub.citizens;

import io.snodo.hub.exchange.Decision;
import io.snodo.hub.exchange.Exchange;
import io.snodo.hub.exchange.TicketView;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.body.Face;
import io.snodo.messages.body.InfoAnswer;
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
import java.util.UUID;
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
    /** As the messages' schemas have it, of why a ticket is reopened and of what was not good. */
    private static final int LONGEST_REASON = 500;

    private static final int LONGEST_ANSWER = 2000;

    /** Of what is too long this much is given back, so that nobody fills the sessions. */
    private static final int LONGEST_KEPT = 20_000;

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
        String text = text(reason);
        if (text.isEmpty() || text.length() > LONGEST_REASON) {
            return askAgain(number, session, "reopening", text, LONGEST_REASON, after);
        }
        return act(number, session, new TicketReopen(text), "reopen", locale, after);
    }

    @PostMapping("/answer")
    String answer(
            @PathVariable String number,
            @RequestParam UUID question,
            @RequestParam(defaultValue = "") String text,
            HttpSession session,
            Locale locale,
            RedirectAttributes after) {
        String answer = text(text);
        if (answer.isEmpty() || answer.length() > LONGEST_ANSWER) {
            return askAgain(number, session, "answering", answer, LONGEST_ANSWER, after);
        }
        return act(number, session, new InfoAnswer(question, answer), "answer", locale, after);
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
            return back(number, session);
        }
        String why = chosen.get() == Face.UNSATISFIED ? text(reason) : "";
        if (why.length() > LONGEST_REASON) {
            return askAgain(number, session, "rating", why, LONGEST_REASON, after);
        }
        RatingAdd rating = new RatingAdd(chosen.get(), why.isEmpty() ? null : why);
        return act(number, session, rating, "rating", locale, after);
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
            case Decision.Accepted _, Decision.Noted _, Decision.Passed _ -> after.addFlashAttribute("done", done);
            case Decision.Refused refused -> {
                Catalogue.Entry entry = Catalogue.of(refused.refusal().code());
                after.addFlashAttribute("refused", locale.getLanguage().equals("it") ? entry.it() : entry.en());
            }
        }
        return TrackPages.see(ticket.get().number());
    }

    /** The form again, with what was typed and a sentence beside it; {@code form} says which. */
    private String askAgain(
            String number, HttpSession session, String form, String typed, int most, RedirectAttributes after) {
        after.addFlashAttribute(form, true);
        after.addFlashAttribute("typed", typed.substring(0, Math.min(typed.length(), LONGEST_KEPT)));
        if (typed.length() > most) {
            after.addFlashAttribute("tooLong", typed.length());
            after.addFlashAttribute("most", most);
        }
        return back(number, session);
    }

    private String back(String number, HttpSession session) {
        return track.followed(number, session)
                .map(ticket -> TrackPages.see(ticket.number()))
                .orElseGet(() -> TrackPages.askForCode(number));
    }

    /** A browser sends each end of line as two characters, and counts it as one. */
    private static String text(String typed) {
        return typed.replace("\r\n", "\n").strip();
    }
}
