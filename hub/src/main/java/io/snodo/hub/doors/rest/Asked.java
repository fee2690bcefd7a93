package io.snodo.hub.doors.rest;

import io.snodo.messages.Json;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.io.InputStream;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What an operator's program asks for: a small JSON object. */
record Asked(JsonNode object) {

    static Asked read(InputStream body, Clock clock) {
        return new Asked(tree(new BoundedBody(clock).text(body)));
    }

    static JsonNode tree(String json) {
        try {
            JsonNode read = Json.MAPPER.readTree(json);
            if (read.isObject()) {
                return read;
            }
        } catch (JacksonException e) {
            // said below
        }
        throw new Refused(Refusal.of(RefusalCode.JSON_MALFORMED));
    }

    /** One line, neither empty nor longer than {@code most}. */
    String text(String field, int most) {
        String text = object.path(field).asString("").strip();
        if (text.isEmpty() || text.length() > most || text.chars().anyMatch(Character::isISOControl)) {
            throw wrong(field);
        }
        return text;
    }

    /** The same, where it may be left out. */
    @Nullable
    String optionalText(String field, int most) {
        return object.has(field) ? text(field, most) : null;
    }

    static Refused wrong(String where) {
        return new Refused(Refusal.of(RefusalCode.SCHEMA_INVALID, where));
    }
}
