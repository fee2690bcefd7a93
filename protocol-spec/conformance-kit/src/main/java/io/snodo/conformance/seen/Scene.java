package io.snodo.conformance.seen;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.snodo.messages.MemberCode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The names of one case: who is who, which tickets and which messages it speaks of. */
public final class Scene {

    /**
     * A message by its name in the case.
     *
     * @param id absent where it could not be read
     */
    public record Sent(@Nullable UUID id, String correlation, String by, String jws, JsonNode envelope) {
        @JsonIgnore
        public String digest() {
            return Reads.digest(jws);
        }

        /** Whether {@code event} is about this message. */
        boolean concerns(Event event) {
            return id != null && id.equals(event.message())
                    || event.message() == null && correlation.equals(event.correlation());
        }
    }

    private final Map<String, MemberCode> members;
    private final Map<String, Sent> messages = new LinkedHashMap<>();
    private final Map<String, String> tickets = new LinkedHashMap<>();
    private final Map<String, JsonNode> answers = new HashMap<>();
    private final String mark = UUID.randomUUID().toString();
    private long since;

    public Scene(Map<String, MemberCode> members) {
        this.members = Map.copyOf(members);
    }

    /** The number of the last event before the case began. */
    public long since() {
        return since;
    }

    public void begins(long last) {
        since = last;
    }

    /** By which calls of this case are known, for they concern no message. */
    public String mark() {
        return mark;
    }

    public MemberCode member(String letter) {
        return Optional.ofNullable(members.get(letter))
                .orElseThrow(() -> new NoSuchName("there is no member " + letter));
    }

    public Map<String, MemberCode> members() {
        return members;
    }

    public void name(String name, Sent message) {
        messages.put(name, message);
    }

    public Sent message(String name) {
        return Optional.ofNullable(messages.get(name))
                .orElseThrow(() -> new NoSuchName("no message is called " + name));
    }

    public Optional<Sent> messageIfAny(String name) {
        return Optional.ofNullable(messages.get(name));
    }

    public void ticket(String name, String number) {
        tickets.put(name, number);
    }

    public Optional<String> ticketIfAny(String name) {
        return Optional.ofNullable(tickets.get(name));
    }

    public String ticket(String name) {
        return ticketIfAny(name).orElseThrow(() -> new NoSuchName("no ticket is called " + name));
    }

    public Map<String, Sent> messages() {
        return messages;
    }

    public Map<String, String> tickets() {
        return tickets;
    }

    public void answer(String name, JsonNode content) {
        answers.put(name, content);
    }

    public Optional<JsonNode> answerIfAny(String name) {
        return Optional.ofNullable(answers.get(name));
    }

    /** What was seen of the message of that name. */
    Stream<Event> about(String message, Event.What what, List<Event> events) {
        Sent sent = message(message);
        return events.stream().filter(event -> event.what() == what && sent.concerns(event));
    }

    /** Gives a name to a message that the kit has not made. */
    void name(String name, Event event, String jws) {
        name(
                name,
                new Sent(
                        event.message(),
                        String.valueOf(event.message()),
                        event.from(),
                        jws,
                        event.content().path("envelope")));
    }

    /** Whether {@code event} belongs to this case. */
    public boolean concerns(Event event) {
        Set<String> mine = new HashSet<>(tickets.values());
        return mark.equals(event.correlation())
                || messages.values().stream().anyMatch(sent -> sent.concerns(event))
                || !event.ticket().isEmpty() && mine.contains(event.ticket());
    }

    /** A case speaks of what it has not named. */
    public static final class NoSuchName extends RuntimeException {
        private static final long serialVersionUID = 1;

        NoSuchName(String message) {
            super(message);
        }
    }
}
