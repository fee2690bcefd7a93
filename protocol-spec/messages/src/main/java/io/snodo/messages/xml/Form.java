package io.snodo.messages.xml;

import io.snodo.messages.MessageType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a field holds, as far as XML has to know to write it and JSON to read it; taken from the published schemas. */
sealed interface Form {

    /** Text as it stands; or a {@code moment} (xs:dateTime), which tools write with whatever offset and space they like. */
    record Text(boolean moment) implements Form {
        String inJson(String xml) {
            String text = moment ? Characters.strip(xml) : xml;
            try {
                return !moment || text.endsWith("Z")
                        ? text
                        : OffsetDateTime.parse(text).toInstant().toString();
            } catch (DateTimeException e) {
                return text;
            }
        }
    }

    record Whole() implements Form {}

    record Flag() implements Form {}

    /** One element for each. */
    record Several(Form each) implements Form {}

    /** Elements in the schema's order; {@code named} is empty where the schema leaves open what there is. */
    record Fields(Map<String, Form> named) implements Form {
        static final Fields OPEN = new Fields(Map.of());
    }

    /** The envelope without what becomes the element that holds the body. */
    static Fields envelope() {
        return Published.ENVELOPE;
    }

    static Fields body(MessageType type) {
        return Objects.requireNonNull(Published.BODIES.get(type));
    }

    /** Read once from the specification's own files. */
    final class Published {
        private static final JsonNode VALUES = schema("values").path("$defs");
        private static final Fields ENVELOPE = fields(schema("message"));
        private static final Map<MessageType, Fields> BODIES = new LinkedHashMap<>();

        static {
            for (MessageType type : MessageType.values()) {
                BODIES.put(type, fields(schema(type.wire())));
            }
        }

        private Published() {}

        private static Form form(JsonNode schema) {
            if (schema.has("$ref")) {
                return form(VALUES.path(schema.get("$ref").asString().replaceFirst(".*/", "")));
            }
            return switch (schema.path("type").asString("string")) {
                case "integer" -> new Whole();
                case "boolean" -> new Flag();
                case "array" -> new Several(form(schema.path("items")));
                case "object" -> fields(schema);
                case "string" -> new Text(schema.path("format").asString("").equals("date-time"));
                default -> throw new IllegalStateException("a schema says what XML cannot: " + schema.path("type"));
            };
        }

        private static Fields fields(JsonNode schema) {
            Map<String, Form> named = new LinkedHashMap<>();
            schema.path("properties").properties().forEach(field -> named.put(field.getKey(), form(field.getValue())));
            return new Fields(named);
        }

        private static JsonNode schema(String name) {
            try (InputStream in = Form.class.getResourceAsStream("/staffetta/schemas/" + name + ".schema.json")) {
                byte[] text = Objects.requireNonNull(in, name).readAllBytes();
                return JsonMapper.shared().readTree(new String(text, StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new IllegalStateException("the schema " + name + " cannot be read", e);
            }
        }
    }
}
