package io.snodo.hub.doors.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.Json;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the Italian interoperability guidelines ask of an OpenAPI description. */
public interface GuidelinesContract {
    Pattern PATH = Pattern.compile("^(/[a-z0-9-.]+|/\\{[a-zA-Z0-9_]+})+$");
    Pattern VERB = Pattern.compile("^(get|post|put|delete|patch|head)", Pattern.CASE_INSENSITIVE);

    Description described();

    @Test
    default void introducesItself() {
        assertThat(text(described().root(), "openapi")).startsWith("3.0.");
        JsonNode info = described().root().path("info");
        assertThat(text(info, "x-summary")).isNotBlank();
        assertThat(text(info, "x-api-id")).isNotBlank();
        assertThat(text(info, "termsOfService")).startsWith("https://");
        assertThat(text(info.path("contact"), "url")).startsWith("https://");
        assertThat(text(info, "version")).matches("\\d+\\.\\d+\\.\\d+");
        assertThat(described().root().path("servers").size()).isPositive();
        for (JsonNode server : described().root().path("servers")) {
            assertThat(text(server, "description")).isNotBlank();
            assertThat(text(server, "url").startsWith("https://")
                            || server.path("x-sandbox").booleanValue(false))
                    .as("%s is safe or a sandbox", server)
                    .isTrue();
        }
    }

    @Test
    default void saysWhereItsHealthIsAsked() {
        JsonNode responses = described().root().at("/paths/~1status/get/responses");
        assertThat(described().resolved(responses.path("200")).path("content").propertyNames())
                .isNotEmpty()
                .isSubsetOf("application/json", AnswersContract.PROBLEM);
        JsonNode down = described().resolved(responses.path("503")).at("/content/application~1problem+json/schema");
        assertThat(described().resolved(down).path("properties").propertyNames())
                .contains("status", "title", "detail");
    }

    @Test
    default void describesEachOperation() {
        List<String> tags = described()
                .root()
                .path("tags")
                .valueStream()
                .map(tag -> text(tag, "name"))
                .toList();
        for (Description.Operation operation : described().operations()) {
            assertThat(operation.path()).matches(PATH);
            for (String word : List.of("operationId", "summary", "description")) {
                assertThat(text(operation.node(), word))
                        .as("%s has %s", operation, word)
                        .isNotBlank();
            }
            assertThat(text(operation.node(), "operationId")).doesNotContainPattern(VERB);
            assertThat(operation.node().path("tags").valueStream().map(JsonNode::stringValue))
                    .as("%s has a tag that is described", operation)
                    .hasSize(1)
                    .isSubsetOf(tags);
        }
        assertThat(described().operations())
                .extracting(o -> text(o.node(), "operationId"))
                .doesNotHaveDuplicates();
    }

    /** RFC 9110, 9.3; RFC 5789. */
    @Test
    default void sendsABodyWhereThatMeansSomething() {
        for (Description.Operation operation : described().operations()) {
            JsonNode body = operation.node().path("requestBody");
            switch (operation.method()) {
                case "get", "delete" ->
                    assertThat(body.isMissingNode()).as("%s", operation).isTrue();
                case "patch" -> {
                    assertThat(body.path("required").booleanValue(false))
                            .as("%s", operation)
                            .isTrue();
                    assertThat(body.path("content").has("application/json"))
                            .as("%s", operation)
                            .isFalse();
                }
                default -> {}
            }
        }
    }

    @Test
    default void givesExamplesThatAreTrue() {
        described()
                .everything()
                .filter(node -> node.has("schema"))
                .forEach(node -> assertExample(node.path("schema"), node));
        described().root().at("/components/schemas").properties().forEach(schema -> {
            JsonNode byName = Json.MAPPER.createObjectNode().put("$ref", "#/components/schemas/" + schema.getKey());
            assertThat(schema.getKey()).matches("([A-Z][a-z0-9]+)+");
            assertExample(byName, schema.getValue());
        });
    }

    private void assertExample(JsonNode schema, JsonNode node) {
        if (node.has("example")) {
            assertThat(described().errors(schema, node.path("example")))
                    .as("%s", node.path("example"))
                    .isEmpty();
        }
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).stringValue("");
    }
}
