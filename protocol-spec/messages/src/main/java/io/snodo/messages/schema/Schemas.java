package io.snodo.messages.schema;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import com.networknt.schema.path.PathType;
import io.snodo.messages.MessageType;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The published JSON Schemas (2020-12), read from the specification's own files and compiled once; safe for use by many
 * threads. A refusal names where in the message (JSON Pointer, RFC 6901) and which keyword, and never what stood there.
 */
public final class Schemas {
    private static final String NAMES = "urn:staffetta:1.0:";
    private static final String DISCLOSABLE = "disclosable";
    private static final SchemaRegistry REGISTRY = registry();
    private static final Schema ENVELOPE = compile("message");
    private static final Map<MessageType, Schema> BODIES = new EnumMap<>(MessageType.class);
    private static final Set<String> ENVELOPE_FIELDS = fields("", ENVELOPE);
    private static final Map<MessageType, Set<String>> FIELDS = new EnumMap<>(MessageType.class);
    private static final Map<MessageType, Set<String>> IN_THE_OPEN = new EnumMap<>(MessageType.class);

    static {
        for (MessageType type : MessageType.values()) {
            Schema body = compile(type.wire());
            Set<String> fields = new HashSet<>(ENVELOPE_FIELDS);
            fields.addAll(fields("body.", body));
            BODIES.put(type, body);
            FIELDS.put(type, fields);
            IN_THE_OPEN.put(type, inTheOpen(body));
        }
    }

    private Schemas() {}

    /** Why {@code message}, the whole of it, does not follow the schemas of the envelope and of {@code type}. */
    public static Optional<Refusal> check(JsonNode message, MessageType type) {
        return checkEnvelope(message).or(() -> checkBody(message.path("body"), type));
    }

    /** The same of a body without its envelope. */
    public static Optional<Refusal> checkBody(JsonNode body, MessageType type) {
        return refusal("/body", Objects.requireNonNull(BODIES.get(type)).validate(body));
    }

    /** The same for the envelope alone: all there is to check of a type that is not known. */
    public static Optional<Refusal> checkEnvelope(JsonNode message) {
        return refusal("", ENVELOPE.validate(message));
    }

    /** Whether something is hidden that everybody must see: what a message may lack, and says so, may be hidden. */
    static Optional<Refusal> checkHidden(JsonNode message, MessageType type) {
        Set<String> open = Objects.requireNonNull(IN_THE_OPEN.get(type));
        for (JsonNode hidden : message.path("hidden").values()) {
            String name = hidden.path("field").stringValue("");
            if (open.contains(name)) {
                return Optional.of(Refusal.of(RefusalCode.DISCLOSURE_FORBIDDEN, "/body/" + name));
            }
        }
        return type.subject() == MessageType.Subject.TICKET
                ? Optional.empty()
                : Optional.of(Refusal.of(RefusalCode.DISCLOSURE_FORBIDDEN, "/type"));
    }

    /** Whether {@code name} is a field that a message of {@code type} may demand to be understood, as {@code body.due}. */
    static boolean understands(MessageType type, String name) {
        return Objects.requireNonNull(FIELDS.get(type)).contains(name);
    }

    /** Whether {@code name} is a field of every message's envelope. */
    static boolean understands(String name) {
        return ENVELOPE_FIELDS.contains(name);
    }

    private static Optional<Refusal> refusal(String above, List<Error> errors) {
        if (errors.isEmpty()) {
            return Optional.empty();
        }
        Error first = errors.getFirst();
        String at = above + first.getInstanceLocation();
        String field = "required".equals(first.getKeyword()) ? at + "/" + first.getProperty() : at;
        return Optional.of(Refusal.of(RefusalCode.SCHEMA_INVALID, field + " " + first.getKeyword()));
    }

    private static Schema compile(String name) {
        Schema schema = REGISTRY.getSchema(SchemaLocation.of(NAMES + name));
        schema.initializeValidators();
        return schema;
    }

    private static Set<String> fields(String prefix, Schema schema) {
        Set<String> names = new HashSet<>();
        schema.getSchemaNode().path("properties").propertyNames().forEach(name -> names.add(prefix + name));
        return names;
    }

    private static Set<String> inTheOpen(Schema schema) {
        Set<String> names = new HashSet<>();
        for (Map.Entry<String, JsonNode> each :
                schema.getSchemaNode().path("properties").properties()) {
            if (!each.getValue().path(DISCLOSABLE).booleanValue(false)) {
                names.add(each.getKey());
            }
        }
        return names;
    }

    private static SchemaRegistry registry() {
        Map<String, String> texts = new HashMap<>();
        texts.put(NAMES + "values", text("values"));
        texts.put(NAMES + "message", text("message"));
        for (MessageType type : MessageType.values()) {
            texts.put(NAMES + type.wire(), text(type.wire()));
        }
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .failFast(true)
                .locale(Locale.ROOT)
                .pathType(PathType.JSON_POINTER)
                .build();
        Dialect dialect = Dialect.builder(Dialects.getDraft202012())
                .keyword(new NonValidationKeyword(DISCLOSABLE))
                .build();
        return SchemaRegistry.withDialect(
                dialect, registry -> registry.schemaRegistryConfig(config).schemas(texts));
    }

    private static String text(String name) {
        try (InputStream in = Schemas.class.getResourceAsStream("/staffetta/schemas/" + name + ".schema.json")) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the schema " + name + " cannot be read", e);
        }
    }
}
