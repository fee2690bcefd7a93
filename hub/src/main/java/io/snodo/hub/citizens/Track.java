package io.snodo.hub.citizens;

import io.snodo.hub.exchange.TicketView;
import io.snodo.hub.exchange.Tickets;
import io.snodo.hub.members.Members;
import io.snodo.hub.members.NearHub;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.TrackingCode;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Opens a ticket to one who knows its number and code. A wrong number and a wrong code are not told apart. */
@Component
class Track {
    private final Tickets tickets;
    private final Members members;
    private final Guesses guesses;

    Track(Tickets tickets, Members members, Clock clock) {
        this.tickets = tickets;
        this.members = members;
        this.guesses = new Guesses(clock);
    }

    /** What comes of a try. */
    sealed interface Answer {
        /** {@code digest} opens it again without another guess. */
        record Found(TicketNumber number, String digest) implements Answer {}

        record Unknown() implements Answer {}

        /** Another hub decides on it, and shows it at {@code tracking}. */
        record Elsewhere(TicketNumber number, String hub, URI tracking) implements Answer {}

        record TooMany(Duration remaining) implements Answer {}
    }

    Answer open(String typedNumber, String typedCode, String client) {
        List<String> prefixes = members.registry().members().stream()
                .map(Registry.Member::prefix)
                .toList();
        Optional<TicketNumber> number = TypedNumber.read(typedNumber, prefixes);
        Optional<NearHub> home = number.flatMap(members::home).flatMap(members::near);
        if (home.isPresent() && home.get().tracking() != null) {
            return new Answer.Elsewhere(
                    number.orElseThrow(),
                    home.get().name(),
                    Objects.requireNonNull(home.get().tracking()));
        }
        String counted = number.map(TicketNumber::value).orElse("mistyped by " + client);
        Optional<Duration> wait = guesses.mustWait(counted, client);
        if (wait.isPresent()) {
            return new Answer.TooMany(wait.get());
        }
        Optional<Answer.Found> found = number.map(n -> new Answer.Found(n, new TrackingCode(typedCode).digest(n)))
                .filter(answer ->
                        tickets.track(answer.number(), answer.digest()).isPresent());
        if (found.isEmpty()) {
            guesses.wrong(counted, client);
            return new Answer.Unknown();
        }
        guesses.right(counted, client);
        return found.get();
    }

    /** The ticket of that number, if this visitor has shown its code before. */
    Optional<TicketView> followed(String typed, HttpSession session) {
        return TypedNumber.read(typed, List.of())
                .flatMap(number -> Followed.digest(session, number).flatMap(digest -> tickets.track(number, digest)));
    }

    /** How long a resolved ticket waits for its citizen before it closes by itself. */
    Duration silence() {
        return tickets.silence();
    }
}
