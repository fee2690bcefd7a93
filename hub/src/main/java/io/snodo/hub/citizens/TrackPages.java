package io.snodo.hub.citizens;

import io.snodo.hub.embedded.Client;
import io.snodo.hub.exchange.TicketView;
import io.snodo.hub.members.Members;
import io.snodo.hub.pages.Streams;
import io.snodo.messages.TicketNumber;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
import org.springframework.web.util.UriComponentsBuilder;

/** The citizen's pages: number and code, and the ticket as it stands. */
@Controller
@RequestMapping("/track")
class TrackPages {
    private final Track track;
    private final Members members;
    private final Streams streams;
    private final Clock clock;

    TrackPages(Track track, Members members, Streams ticketStreams, Clock clock) {
        this.track = track;
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
        return switch (track.open(number, code, Client.of(request.getRemoteAddr()))) {
            case Track.Answer.Found(TicketNumber found, String digest) -> {
                Followed.add(request.getSession(), found, digest);
                request.changeSessionId(); // a session id from before must not open what was opened now
                yield see(found);
            }
            case Track.Answer.Elsewhere(TicketNumber there, String hub, URI tracking) -> {
                model.addAttribute("elsewhere", hub);
                model.addAttribute(
                        "there",
                        UriComponentsBuilder.fromUri(tracking)
                                .queryParam("number", there)
                                .toUriString());
                yield form(number, model);
            }
            case Track.Answer.Unknown() -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                yield again(number, "unknown", 0, model);
            }
            case Track.Answer.TooMany(Duration wait) -> {
                response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
                response.setHeader("Retry-After", Long.toString(wait.toSeconds() + 1));
                yield again(number, "rate_limited", wait.toMinutes() + 1, model);
            }
        };
    }

    @GetMapping("/{number}")
    String ticket(@PathVariable String number, HttpSession session, Model model, HttpServletResponse response) {
        Optional<TicketView> ticket = track.followed(number, session);
        if (ticket.isEmpty()) {
            return askForCode(number);
        }
        response.setHeader("Cache-Control", "no-store");
        model.addAttribute("page", CitizenPage.of(ticket.get(), members::nameOf, clock.instant(), track.silence()));
        return "track/ticket";
    }

    @GetMapping(path = "/{number}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> events(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String seen,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
            HttpSession session) {
        Optional<TicketView> ticket = track.followed(number, session);
        if (ticket.isEmpty()) {
            return ResponseEntity.status(HttpStatus.NO_CONTENT).build(); // tells the browser not to ask again
        }
        String topic = ticket.get().number().value();
        return streams.open(topic, topic, last == null ? seen : last)
                .map(ResponseEntity::ok)
                .orElseGet(() ->
                        ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build());
    }

    private static String again(String number, String problem, long minutes, Model model) {
        model.addAttribute("number", number);
        model.addAttribute("problem", problem);
        model.addAttribute("minutes", minutes);
        return "track/form";
    }

    static String askForCode(String number) {
        return TypedNumber.read(number, List.of())
                .map(n -> "redirect:/track?number=" + n)
                .orElse("redirect:/track");
    }

    static String see(TicketNumber number) {
        return "redirect:/track/" + number;
    }
}
