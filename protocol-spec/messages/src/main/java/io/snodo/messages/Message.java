package io.snodo.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.snodo.messages.body.Body;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One message as its sender wrote it, before it is sealed.
 *
 * @param staffetta the protocol's version, {@code 1.0}
 * @param id made by the sender, UUIDv7; with {@code from} the key by which repeating is harmless
 * @param type the name on the wire, also of a type this version does not know
 * @param to the members meant; empty where the hub derives them from the ticket
 * @param ticket absent from messages about FAQs, queues and the network itself
 * @param epoch the custody epoch the sender believes in; 0 where none applies
 * @param sealedAt the sender's word, not evidence
 * @param mustUnderstand names of fields or extensions that a receiver may not ignore
 * @param optional a receiver that does not know the type may drop it
 * @param onBehalfOf {@code citizen}, where the hub speaks for one who acted on its pages
 * @param original what the hub was given, where it holds the sender's key and has sealed for it
 * @param hidden which fields of the body not everybody may see; the body has those that this reader was shown
 */
public record Message(
        String staffetta,
        UUID id,
        String type,
        MemberCode from,
        List<MemberCode> to,
        @Nullable TicketNumber ticket,
        int epoch,
        Instant sealedAt,
        List<String> mustUnderstand,
        boolean optional,
        @Nullable String onBehalfOf,
        @Nullable Original original,
        List<HiddenField> hidden,
        @JsonInclude(JsonInclude.Include.ALWAYS) JsonNode body) {

    public static final String VERSION = "1.0";

    @SuppressWarnings("ConstantValue") // absent lists come as null from JSON
    public Message {
        to = to == null ? List.of() : List.copyOf(to);
        mustUnderstand = mustUnderstand == null ? List.of() : List.copyOf(mustUnderstand);
        hidden = hidden == null ? List.of() : List.copyOf(hidden);
    }

    /** The same words in the form they came in; {@code digest} is SHA-256 of the octets, base64url. */
    public record Original(String binding, String digest) {}

    /** As its sender seals it. */
    public Message(
            String staffetta,
            UUID id,
            String type,
            MemberCode from,
            List<MemberCode> to,
            @Nullable TicketNumber ticket,
            int epoch,
            Instant sealedAt,
            List<String> mustUnderstand,
            boolean optional,
            @Nullable String onBehalfOf,
            JsonNode body) {
        this(
                staffetta,
                id,
                type,
                from,
                to,
                ticket,
                epoch,
                sealedAt,
                mustUnderstand,
                optional,
                onBehalfOf,
                null,
                List.of(),
                body);
    }

    /** A message about no ticket. */
    public static Message of(Clock clock, MemberCode from, List<MemberCode> to, Body body) {
        return of(MessageIds.next(clock), clock, from, to, body);
    }

    /** The same for a body that has to know its message's id. */
    public static Message of(UUID id, Clock clock, MemberCode from, List<MemberCode> to, Body body) {
        return new Message(
                VERSION,
                id,
                MessageType.of(body).wire(),
                from,
                to,
                null,
                0,
                clock.instant(),
                List.of(),
                false,
                null,
                Json.MAPPER.valueToTree(body));
    }

    /** A message about a ticket; {@code epoch} is the custody epoch its sender acts under. */
    public static Message of(
            Clock clock, MemberCode from, List<MemberCode> to, TicketNumber ticket, int epoch, Body body) {
        return of(MessageIds.next(clock), clock, from, to, ticket, epoch, body);
    }

    /** The same for a body that has to know its message's id. */
    public static Message of(
            UUID id, Clock clock, MemberCode from, List<MemberCode> to, TicketNumber ticket, int epoch, Body body) {
        return new Message(
                VERSION,
                id,
                MessageType.of(body).wire(),
                from,
                to,
                ticket,
                epoch,
                clock.instant(),
                List.of(),
                false,
                null,
                Json.MAPPER.valueToTree(body));
    }

    public Message forCitizen() {
        return new Message(
                staffetta, id, type, from, to, ticket, epoch, sealedAt, mustUnderstand, optional, "citizen", body);
    }

    public Optional<MessageType> knownType() {
        return MessageType.ofWire(type);
    }

    /** The body as the record of its type; the type must be known and the message valid by its schema. */
    public Body content() {
        return Json.MAPPER.treeToValue(body, knownType().orElseThrow().body());
    }

    public TicketNumber requireTicket() {
        if (ticket == null) {
            throw new IllegalStateException("message " + id + " of type " + type + " names no ticket");
        }
        return ticket;
    }
}
