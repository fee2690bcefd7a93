package io.snodo.hub.citizens;

import io.snodo.hub.exchange.Decision;
import io.snodo.hub.exchange.Exchange;
import io.snodo.hub.exchange.TicketView;
import io.snodo.hub.members.Members;
import io.snodo.hub.pages.Streams;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Face;
import io.snodo.messages.body.InfoAnswer;
import io.snodo.messages.body.RatingAdd;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.TicketBody;
import io.snodo.messages.body.TicketConfirm;
import io.snodo.messages.body.TicketReopen;
import io.snodo.messages.refusal.Catalogue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The citizen's pages: number and code, the ticket, confirming, reopening, rating. */
@Controller
@RequestMapping("/track")
class TrackPages {
    private static final int LONGEST_TEXT = 2000;

    private final Track track;
    private final Exchange exchange;
    private final Members members;
    private final Streams streams;
    private final Clock clock;

    TrackPages(Track track, Exchange exchange, Members members, Streams ticketStreams, Clock clock) {
        this.track = track;
        this.exchange = exchange;
        this.members = members;
        this.streams = ticketStreams;
        this.clock = clock;
    }

    @GetMapping
    String form(@RequestParam(defaultValue = "") String number, Model model) {
        model.addAttribute("number", number);
        return "track/form";
    }

    @PostMapping
    String open(
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String code,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        return switch (track.open(number, code, request.getRemoteAddr())) {
            case Track.Answer.Found(TicketNumber found, String digest) -> {
                Followed.add(request.getSession(), found, digest);
                request.changeSessionId(); // a session id from before must not open what was opened now
                yield see(found);
            }
            case Track.Answer.Unknown() -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                yield again(number, "unknown", 0, model);
            }
            case Track.Answer.TooMany(java.time.Duration wait) -> {
                response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
                response.setHeader("Retry-After", Long.toString(wait.toSeconds() + 1));
                yield again(number, "rate_limited", wait.toMinutes() + 1, model);
            }
        };
    }

    @GetMapping("/{number}")
    String ticket(@PathVariable String number, HttpSession session, Model model, HttpServletResponse response) {
        Optional<TicketView> ticket = followed(number, session);
        if (ticket.isEmpty()) {
            return askForCode(number);
        }
        response.setHeader("Cache-Control", "no-store");
        model.addAttribute("page", CitizenPage.of(ticket.get(), this::name, clock.instant(), track.silence()));
        return "track/ticket";
    }

    @PostMapping("/{number}/confirm")
    String confirm(@PathVariable String number, HttpSession session, Locale locale, RedirectAttributes after) {
        return act(number, session, new TicketConfirm(null), "confirm", locale, after);
    }

    @PostMapping("/{number}/reopen")
    String reopen(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String reason,
            HttpSession session,
            Locale locale,
            RedirectAttributes after) {
        Optional<String> text = text(reason);
        if (text.isEmpty()) {
            after.addFlashAttribute("reopening", true);
            return followed(number, session).map(t -> see(t.number())).orElseGet(() -> askForCode(number));
        }
        return act(number, session, new TicketReopen(text.get()), "reopen", locale, after);
    }

    @PostMapping("/{number}/answer")
    String answer(
            @PathVariable String number,
            @RequestParam UUID question,
            @RequestParam(defaultValue = "") String text,
            HttpSession session,
            Locale locale,
            RedirectAttributes after) {
        Optional<String> answer = text(text);
        return answer.isEmpty()
                ? followed(number, session).map(t -> see(t.number())).orElseGet(() -> askForCode(number))
                : act(number, session, new InfoAnswer(question, answer.get()), "answer", locale, after);
    }

    @PostMapping("/{number}/rating")
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
            return followed(number, session).map(t -> see(t.number())).orElseGet(() -> askForCode(number));
        }
        @Nullable String why = chosen.get() == Face.UNSATISFIED ? text(reason).orElse(null) : null;
        return act(number, session, new RatingAdd(chosen.get(), why), "rating", locale, after);
    }

    @GetMapping(path = "/{number}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> events(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String seen,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
            HttpSession session) {
        Optional<TicketView> ticket = followed(number, session);
        if (ticket.isEmpty()) {
            return ResponseEntity.status(HttpStatus.NO_CONTENT).build(); // tells the browser not to ask again
        }
        return streams.open(ticket.get().number().value(), last == null ? seen : last)
                .map(ResponseEntity::ok)
                .orElseGet(() ->
                        ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build());
    }

    private String act(
            String number, HttpSession session, TicketBody body, String done, Locale locale, RedirectAttributes after) {
        Optional<TicketView> ticket = followed(number, session);
        if (ticket.isEmpty()) {
            return askForCode(number);
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
        return see(ticket.get().number());
    }

    private Optional<TicketView> followed(String typed, HttpSession session) {
        return TypedNumber.read(typed, List.of())
                .flatMap(number -> Followed.digest(session, number).flatMap(digest -> track.again(number, digest)));
    }

    private String name(MemberCode code) {
        return members.find(code).map(Registry.Member::name).orElse(code.value());
    }

    private static Optional<String> text(String typed) {
        String text = typed.strip();
        return text.isEmpty() || text.length() > LONGEST_TEXT ? Optional.empty() : Optional.of(text);
    }

    private static String again(String number, String problem, long minutes, Model model) {
        model.addAttribute("number", number);
        model.addAttribute("problem", problem);
        model.addAttribute("minutes", minutes);
        return "track/form";
    }

    private static String askForCode(String number) {
        return TypedNumber.read(number, List.of())
                .map(n -> "redirect:/track?number=" + n)
                .orElse("redirect:/track");
    }

    private static String see(TicketNumber number) {
        return "redirect:/track/" + number;
    }
}
