package io.snodo.spoke.link.rest;

import io.snodo.messages.Json;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns what REST carries into the frames that every binding hands in. */
final class Frames {
    private Frames() {}

    /** A list of frames, each as it stands. */
    static List<byte[]> items(JsonNode body) {
        return body.path("items")
                .valueStream()
                .map(item -> Json.MAPPER.writeValueAsBytes(item))
                .toList();
    }

    static List<byte[]> progress(JsonNode body) {
        return body.path("items").isEmpty()
                ? List.of()
                : List.of(Json.MAPPER.writeValueAsBytes(Map.of("frame", "progress", "steps", body.path("items"))));
    }

    /** A receipt or a refusal; nothing for what gets no place in the evidence. */
    static List<byte[]> outcome(String correlation, JsonNode body) {
        ObjectNode frame = Json.MAPPER.createObjectNode();
        if (body.has("receipt")) {
            frame.put("frame", "receipts").putArray("stamps").add(body.path("receipt"));
        } else if (body.has("problem")) {
            frame.put("frame", "refused").put("correlation", correlation).set("problem", body.path("problem"));
            if (body.has("message")) {
                frame.set("message", body.path("message"));
            }
        } else {
            return List.of();
        }
        return List.of(Json.MAPPER.writeValueAsBytes(frame));
    }
}
