package io.snodo.hub.doors.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.snodo.messages.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The published description of the API, held against what the API answers. */
public record Description(String base, String text, JsonNode root, SchemaRegistry schemas) {
    private static final String NAME = "urn:test:openapi";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    /** One operation; {@code path} is its template. */
    public record Operation(String path, String method, JsonNode node) {
        @Override
        public String toString() {
            return method.toUpperCase(Locale.ROOT) + " " + path;
        }
    }

    static Description published() {
        return published("/api/v1", "openapi.yaml");
    }

    /** What is served below {@code base}, as {@code file} of the specification says it. */
    public static Description published(String base, String file) {
        try (InputStream in = Description.class.getResourceAsStream("/staffetta/" + file)) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return new Description(base, text, new YAMLMapper().readTree(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Description(String base, String text, JsonNode root) {
        this(
                base,
                text,
                root,
                SchemaRegistry.withDialect(
                        Dialects.getOpenApi30(), registry -> registry.schemas(Map.of(NAME, root.toString()))));
    }

    public List<Operation> operations() {
        return root.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .map(method -> new Operation(path.getKey(), method.getKey(), method.getValue())))
                .toList();
    }

    /** What a {@code $ref} stands for; anything else is itself. */
    public JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? root.at(node.path("$ref").stringValue().substring(1)) : node;
    }

    /** Status, media type, headers and body of {@code answer} are what is published; gives it back. */
    public HttpResponse<String> check(HttpResponse<String> answer) {
        String path = answer.request().uri().getPath().replaceFirst("^" + base, "");
        String method = answer.request().method().toLowerCase(Locale.ROOT);
        Optional<Operation> operation = operations().stream()
                .filter(o -> o.method().equals(method) && path.matches(o.path().replaceAll("\\{[a-z]+}", "[^/]+")))
                .findAny();
        if (operation.isEmpty()) {
            assertThat(answer.statusCode())
                    .as("%s %s is not published", method, path)
                    .isIn(404, 405);
            return answer;
        }
        String status = String.valueOf(answer.statusCode());
        JsonNode response = resolved(operation.get().node().path("responses").path(status));
        assertThat(response.isMissingNode())
                .as("%s may answer %s", operation.get(), status)
                .isFalse();
        response.path("headers")
                .propertyNames()
                .forEach(header -> assertThat(answer.headers().firstValue(header))
                        .as("%s %s has %s", operation.get(), status, header)
                        .isPresent());
        checkBody(operation.get(), answer, response.path("content"));
        return answer;
    }

    private void checkBody(Operation operation, HttpResponse<String> answer, JsonNode content) {
        if (content.isMissingNode()) {
            assertThat(answer.body()).as("%s answers without a body", operation).isEmpty();
            return;
        }
        String type = answer.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
        JsonNode schema = content.path(type).path("schema");
        assertThat(schema.isMissingNode())
                .as("%s may answer with %s", operation, type)
                .isFalse();
        if (type.endsWith("json")) {
            String name = schema.path("$ref").stringValue();
            assertThat(errors(schema, Json.MAPPER.readTree(answer.body())))
                    .as("%s answers by %s: %s", operation, name, answer.body())
                    .isEmpty();
        }
    }

    /** What of {@code value} the schema there does not allow; a schema of its own refers to no other. */
    public List<Error> errors(JsonNode schema, JsonNode value) {
        Schema asked = schema.has("$ref")
                ? schemas.getSchema(SchemaLocation.of(NAME + schema.path("$ref").stringValue()))
                : schemas.getSchema(schema);
        return asked.validate(value);
    }

    /** All nodes below, and the root itself. */
    public Stream<JsonNode> everything() {
        return below(root);
    }

    private static Stream<JsonNode> below(JsonNode node) {
        return Stream.concat(Stream.of(node), node.valueStream().flatMap(Description::below));
    }

    /** All responses by their status, also of what the hub calls itself. */
    public List<Map.Entry<String, JsonNode>> responses() {
        return everything()
                .filter(node -> node.has("operationId"))
                .flatMap(operation -> operation.path("responses").properties().stream())
                .map(response -> Map.entry(response.getKey(), resolved(response.getValue())))
                .toList();
    }
}
