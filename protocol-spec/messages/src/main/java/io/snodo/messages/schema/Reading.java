package io.snodo.messages.schema;

import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.MessageType;
import io.snodo.messages.body.Body;
import io.snodo.messages.hidden.Uncovering;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.seal.Sealed;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the payload of a verified seal turns out to be. Hub and spoke read in the same order, so that both give the same
 * answer: JSON, sender, version, type, what must be understood, what is disclosed, schema.
 */
public sealed interface Reading {

    /** Valid by its schema; {@code body} is the record of its type. */
    record Understood(Message message, Body body) implements Reading {}

    /** Of a type that this version does not know, and that its sender lets be dropped; the envelope is valid. */
    record Ignorable(Message message) implements Reading {}

    /** Not to be acted on. {@code message} is the id, where that much could be read. */
    record Refused(@Nullable UUID message, Refusal refusal) implements Reading {}

    /** Reads {@code payload}, which was sealed with a key of {@code sealer} and hides nothing. */
    static Reading of(byte[] payload, MemberCode sealer) {
        return of(payload, sealer, null, false);
    }

    /** Reads the {@code payload} of {@code seal} with as much of what is hidden as was disclosed. */
    static Reading of(byte[] payload, Sealed seal, MemberCode sealer) {
        return of(payload, sealer, seal.disclosures().orElse(null), false);
    }

    /** The same for one who is to be shown everything: the hub. */
    static Reading ofWhole(byte[] payload, Sealed seal, MemberCode sealer) {
        return of(payload, sealer, seal.disclosures().orElse(null), true);
    }

    private static Reading of(byte[] payload, MemberCode sealer, @Nullable List<String> disclosures, boolean whole) {
        JsonNode tree;
        try {
            // strictly: a reader that guesses encodings reads other words under the same seal
            tree = Json.MAPPER.readTree(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload))
                    .toString());
        } catch (CharacterCodingException e) {
            return new Refused(null, Refusal.of(RefusalCode.JSON_MALFORMED, "not UTF-8"));
        } catch (JacksonException e) {
            return new Refused(null, Refusal.of(RefusalCode.JSON_MALFORMED, at(e)));
        }
        if (!(tree instanceof ObjectNode message)) {
            return new Refused(null, Refusal.of(RefusalCode.JSON_MALFORMED, "no object"));
        }
        return read(message, sealer, disclosures, whole).orElseGet(() -> bind(message));
    }

    private static Optional<Reading> read(
            ObjectNode tree, MemberCode sealer, @Nullable List<String> disclosures, boolean whole) {
        String from = tree.path("from").stringValue("");
        if (!from.isEmpty() && !from.equals(sealer.value())) {
            return refused(tree, Refusal.of(RefusalCode.SENDER_MISMATCH));
        }
        if (!Message.VERSION.equals(tree.path("staffetta").stringValue(""))) {
            return refused(tree, Refusal.of(RefusalCode.VERSION_UNSUPPORTED));
        }
        String name = tree.path("type").stringValue("");
        Optional<MessageType> type = MessageType.ofWire(name);
        if (!name.isEmpty() && type.isEmpty() && !tree.path("optional").booleanValue(false)) {
            return refused(tree, Refusal.of(RefusalCode.TYPE_UNKNOWN));
        }
        Predicate<String> understood = type.<Predicate<String>>map(t -> demand -> Schemas.understands(t, demand))
                .orElse(Schemas::understands);
        for (JsonNode demand : tree.path("mustUnderstand")) {
            if (demand.isString() && !understood.test(demand.stringValue())) {
                return refused(tree, Refusal.of(RefusalCode.MUST_UNDERSTAND_UNKNOWN));
            }
        }
        return Uncovering.uncover(tree, disclosures, whole)
                .or(() -> disclosures == null ? Optional.empty() : type.flatMap(t -> Schemas.checkHidden(tree, t)))
                .or(() -> type.map(t -> Schemas.check(tree, t)).orElseGet(() -> Schemas.checkEnvelope(tree)))
                .flatMap(refusal -> refused(tree, refusal));
    }

    /** What no schema can say (a wrong check character, the 30th of February) shows when the records are made. */
    private static Reading bind(JsonNode tree) {
        String above = "";
        try {
            Message message = Json.MAPPER.treeToValue(tree, Message.class);
            Optional<MessageType> type = message.knownType();
            if (type.isEmpty()) {
                return new Ignorable(message);
            }
            above = "/body";
            return new Understood(
                    message, Json.MAPPER.treeToValue(message.body(), type.get().body()));
        } catch (DatabindException e) {
            String field = e.getPath().stream()
                    .map(step -> "/" + (step.getPropertyName() == null ? step.getIndex() : step.getPropertyName()))
                    .collect(Collectors.joining());
            return new Refused(id(tree), Refusal.of(RefusalCode.SCHEMA_INVALID, above + field + " value"));
        }
    }

    private static Optional<Reading> refused(JsonNode tree, Refusal refusal) {
        return Optional.of(new Refused(id(tree), refusal));
    }

    private static @Nullable UUID id(JsonNode tree) {
        String id = tree.path("id").stringValue("");
        try {
            return id.length() == 36 ? UUID.fromString(id) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String at(JacksonException e) {
        return e.getLocation() == null
                ? "syntax"
                : "line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }
}
