package io.snodo.conformance.letters;

import io.snodo.conformance.cases.Step.Outcome;
import io.snodo.conformance.seen.Reads;
import io.snodo.conformance.seen.Scene;
import io.snodo.messages.Json;
import io.snodo.messages.MessageIds;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The golden examples of the specification: invalid ones say themselves what they expect. */
public final class Examples {
    /** What an example is about, and what would be wrong to put right before it is sent. */
    private static final Pattern ID_OF_SEVEN = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7.*");

    private Examples() {}

    /** An example under a seal. */
    public record Example(Letter letter, Outcome expected) {}

    /** {@code path} below {@code examples}; its sender becomes {@code who}, its id a new one. */
    public static Example read(String path, String who, Writing writing, Scene scene, Clock clock) {
        JsonNode file = Reads.json(text(path));
        if (file.isMissingNode()) {
            throw new IllegalArgumentException("there is no example " + path);
        }
        Outcome expected = file.path("expect").path("code").isMissingNode()
                ? new Outcome.Recorded(Map.of())
                : new Outcome.Refused(
                        file.path("expect").path("code").stringValue(""),
                        !file.path("expect").path("detail").isString()
                                ? null
                                : Pattern.quote(
                                        file.path("expect").path("detail").stringValue("")),
                        Map.of());
        JsonNode payload = file.path("payload");
        if (payload.isString()) {
            return new Example(
                    writing.seal(
                            who,
                            payload.stringValue().getBytes(StandardCharsets.UTF_8),
                            Json.MAPPER.createObjectNode(),
                            List.of(),
                            path,
                            scene),
                    expected);
        }
        ObjectNode message = (ObjectNode) (file.path("message").isObject() ? file.path("message") : file).deepCopy();
        if (ID_OF_SEVEN.matcher(message.path("id").stringValue("")).matches()) {
            message.put("id", MessageIds.next(clock).toString());
        }
        if (message.path("from").isString()) {
            message.put("from", scene.member(who).value());
        }
        return new Example(writing.seal(who, message, List.of(), path, scene), expected);
    }

    private static String text(String path) {
        try (InputStream in = Examples.class.getResourceAsStream("/conformance/examples/" + path)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no example " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
