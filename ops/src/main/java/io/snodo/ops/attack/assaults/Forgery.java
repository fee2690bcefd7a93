package io.snodo.ops.attack.assaults;

import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.MessageIds;
import io.snodo.messages.MessageType;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.Sealed;
import io.snodo.ops.attack.ground.Kind;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** A message of a published example, made to name something else, under its sender's true seal. */
public record Forgery(UUID id, String sealed, Set<String> sent) {
    private static final Pattern NUMBER = Pattern.compile("[A-Z0-9]{3,6}-[0-9]{6,10}-[A-Z0-9]");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d.*Z");
    private static final Pattern DIGEST = Pattern.compile("[A-Za-z0-9_-]{43}");

    /** Whether what it names is such that others must not learn of its being there. */
    static boolean isAboutSecrets(String type) {
        return MessageType.ofWire(type)
                .map(known -> known.subject() == MessageType.Subject.TICKET || known == MessageType.RECEIPT)
                .orElse(true);
    }

    /**
     * Made of {@code example}.
     *
     * @param ticket what it is about; as in the example where absent
     * @param names gives what stands in place of the example's identifiers, by their kind
     */
    public static Forgery of(
            JsonNode example,
            MemberCode from,
            SealKey key,
            @Nullable String ticket,
            BiFunction<Kind, String, String> names,
            Clock clock) {
        ObjectNode message = (ObjectNode) example.deepCopy();
        UUID id = MessageIds.next(clock);
        Set<String> sent = new java.util.HashSet<>();
        sent.add(id.toString());
        message.put("id", id.toString());
        message.put("from", from.value());
        message.put("sealedAt", clock.instant().toString());
        if (message.has("ticket") && ticket != null) {
            message.put("ticket", ticket);
            sent.add(ticket);
        }
        if (message.path("epoch").asInt(0) > 0) {
            message.put("epoch", 1);
        }
        if (message.has("body")) {
            message.set("body", renamed(message.path("body"), "", names, sent, clock));
        }
        return new Forgery(id, Sealed.seal(message, key).jws(), sent);
    }

    private static JsonNode renamed(
            JsonNode node, String field, BiFunction<Kind, String, String> names, Set<String> sent, Clock clock) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode copy = Json.MAPPER.createObjectNode();
                object.properties()
                        .forEach(each ->
                                copy.set(each.getKey(), renamed(each.getValue(), each.getKey(), names, sent, clock)));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = Json.MAPPER.createArrayNode();
                array.forEach(each -> copy.add(renamed(each, field, names, sent, clock)));
                yield copy;
            }
            case StringNode text -> StringNode.valueOf(name(text.stringValue(), field, names, sent, clock));
            default -> node;
        };
    }

    private static String name(
            String text, String field, BiFunction<Kind, String, String> names, Set<String> sent, Clock clock) {
        if (TIME.matcher(text).matches()) {
            return clock.instant().plus(Duration.ofHours(2)).toString();
        }
        Kind kind = NUMBER.matcher(text).matches()
                ? Kind.TICKET
                : ID.matcher(text).matches()
                        ? field.equals("faq") ? Kind.FAQ : Kind.MESSAGE
                        : field.equals("digest") && DIGEST.matcher(text).matches() ? Kind.DIGEST : null;
        if (kind == null) {
            return text;
        }
        String name = names.apply(kind, text);
        sent.add(name);
        return name;
    }

    /** Whether {@code example} names anything in its body. */
    static boolean names(JsonNode example, Kind kind) {
        boolean[] found = {false};
        renamed(
                example.path("body"),
                "",
                (each, text) -> {
                    found[0] |= each == kind;
                    return text;
                },
                new java.util.HashSet<>(),
                Clock.systemUTC());
        return found[0];
    }
}
