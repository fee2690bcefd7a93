package io.snodo.conformance.letters;

import io.snodo.conformance.cases.Draft;
import io.snodo.conformance.seen.Reads;
import io.snodo.conformance.seen.Scene;
import io.snodo.conformance.seen.Scene.Sent;
import io.snodo.conformance.seen.Values;
import io.snodo.conformance.wire.Wire.Manner;
import io.snodo.messages.Json;
import io.snodo.messages.Message;
import io.snodo.messages.MessageIds;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.confidential.Tie;
import io.snodo.messages.seal.SealKey;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes messages of drafts: what a case does not say comes from the template of the type. */
public final class Writing {
    private static final String LEFT_OUT = "absent";

    private final Clock clock;
    private final Function<String, SealKey> seals;
    private final Function<String, String> prefixes;
    private final AtomicLong serial;
    private final Secrets secrets = new Secrets();
    /** What discloses the fields of a message, by its correlation and their names. */
    private final Map<String, Map<String, String>> veils = new ConcurrentHashMap<>();

    /** {@code seals} and {@code prefixes} by a member's letter. */
    public Writing(Clock clock, Function<String, SealKey> seals, Function<String, String> prefixes) {
        this.clock = clock;
        this.seals = seals;
        this.prefixes = prefixes;
        // never used again, also not by the next run: tenths of a second are more than a run mints
        this.serial = new AtomicLong(clock.millis() / 100 % 10_000_000_000L);
    }

    /** {@code epoch} is what is known of the ticket's; it is named where the type wants one. */
    public Letter write(String who, Draft draft, Scene scene, int epoch) {
        Template template = Template.of(draft.type());
        String ticket = draft.ticket();
        if (ticket != null && scene.ticketIfAny(ticket).isEmpty()) {
            scene.ticket(ticket, mint(who));
        }
        Values values = new Values(scene, clock);
        ObjectNode envelope = Json.MAPPER.createObjectNode();
        envelope.put("staffetta", Message.VERSION);
        envelope.put("id", MessageIds.next(clock).toString());
        envelope.put("type", draft.type());
        envelope.put("from", scene.member(who).value());
        if (!draft.to().isEmpty()) {
            envelope.set(
                    "to",
                    Json.MAPPER.valueToTree(
                            draft.to().stream().map(to -> code(to, scene)).toList()));
        }
        if (ticket != null) {
            envelope.put("ticket", scene.ticket(ticket));
        }
        Integer said = draft.epoch();
        if (said != null) {
            envelope.put("epoch", said);
        } else if (template.fenced()) {
            envelope.put("epoch", epoch);
        }
        envelope.put("sealedAt", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        ObjectNode body = envelope.putObject("body");
        Map<String, Object> usual = new LinkedHashMap<>(template.body());
        usual.keySet().removeAll(draft.body().keySet());
        put(body, usual, values);
        put(body, draft.body(), values);
        inConfidence(body, envelope);
        put(envelope, draft.with(), values);
        draft.without().forEach(envelope::remove);
        Letter letter = draft.hiding().isEmpty()
                ? seal(who, envelope, draft.spoiled(), draft.name(), scene)
                : veiled(who, envelope, draft, scene);
        if (scene.messageIfAny(draft.type()).isEmpty()) {
            scene.name(draft.type(), letter.sent()); // the first of its type needs no name of its own
        }
        return letter;
    }

    private Letter veiled(String who, ObjectNode envelope, Draft draft, Scene scene) {
        Map<String, String> hidden = Veil.over(envelope, draft.hiding(), draft.spoiled(), scene, clock);
        List<String> spoiled = new ArrayList<>(draft.spoiled());
        if (!spoiled.contains("under-the-usual-seal")) {
            spoiled.addFirst(Spoiling.SELECTIVE);
        }
        Letter bare = seal(who, envelope, spoiled, draft.name(), scene);
        veils.put(bare.sent().correlation(), hidden);
        Sent sent = showing(bare.sent(), draft.showing(), spoiled);
        scene.name(draft.name(), sent);
        return new Letter(sent, bare.manner());
    }

    /** The same message, disclosing these of its hidden fields; all where {@code fields} is absent. */
    public Sent showing(Sent sent, @Nullable List<String> fields) {
        return showing(sent, fields, List.of());
    }

    private Sent showing(Sent sent, @Nullable List<String> fields, List<String> spoiled) {
        Map<String, String> hidden = veils.getOrDefault(sent.correlation(), Map.of());
        if (fields != null && !hidden.keySet().containsAll(fields)) {
            throw new IllegalArgumentException("not all of " + fields + " are hidden");
        }
        List<String> shown = fields == null
                ? List.copyOf(hidden.values())
                : fields.stream().map(hidden::get).toList();
        String jws = sent.jws().replaceFirst("~.*", "");
        return new Sent(sent.id(), sent.correlation(), sent.by(), Veil.with(jws, shown, spoiled), sent.envelope());
    }

    private void inConfidence(ObjectNode body, ObjectNode envelope) {
        String wanted = body.path("confidential").asString("");
        if (wanted.startsWith("for ")) {
            UUID id = UUID.fromString(envelope.path("id").asString(""));
            String ticket = envelope.path("ticket").asString("");
            Tie tie = ticket.isEmpty()
                    ? Tie.ofCall(id, body.path("call").asString(""))
                    : Tie.of(id, new TicketNumber(ticket));
            body.set("confidential", secrets.of(wanted, tie));
        }
    }

    /** What is told in confidence is encrypted with these. */
    public Secrets secrets() {
        return secrets;
    }

    /** A member's letter as its code; anything else as it is, for what is no member. */
    private static String code(String to, Scene scene) {
        return scene.members().containsKey(to) ? scene.member(to).value() : to;
    }

    public String mint(String who) {
        return TicketNumber.mint(prefixes.apply(who), serial.incrementAndGet()).value();
    }

    private static void put(ObjectNode target, Map<String, Object> fields, Values values) {
        fields.forEach((name, value) -> {
            if (value.equals(LEFT_OUT)) {
                target.remove(name);
            } else if (String.valueOf(value).equals("NULL")) {
                target.putNull(name);
            } else {
                target.set(name, Json.MAPPER.valueToTree(values.of(value)));
            }
        });
    }

    /** Seals any JSON as {@code who}. */
    public Letter seal(String who, JsonNode envelope, List<String> spoiled, String name, Scene scene) {
        return seal(who, Spoiling.payload(envelope, spoiled), envelope, spoiled, name, scene);
    }

    /** Seals any octets as {@code who}. */
    public Letter seal(String who, byte[] payload, JsonNode envelope, List<String> spoiled, String name, Scene scene) {
        String jws = Spoiling.seal(payload, seals.apply(who), seals, spoiled);
        @Nullable UUID id = id(envelope, jws);
        Sent sent = new Sent(id, id == null ? UUID.randomUUID().toString() : id.toString(), who, jws, envelope);
        scene.name(name, sent);
        return new Letter(sent, spoiled.contains("as-text") ? Manner.OTHER : Manner.USUAL);
    }

    /** By which id it will be answered; absent where a receiver cannot or will not read so far. */
    private static @Nullable UUID id(JsonNode envelope, String jws) {
        String id = Reads.payload(jws).path("id").asString(envelope.path("id").asString(""));
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
