package io.snodo.hub.doors.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the Italian interoperability guidelines ask of answers and their headers. */
public interface AnswersContract {
    Pattern CACHING = Pattern.compile("max-age|private|no-store|no-cache|no-transform");
    Set<String> X_HEADERS =
            Set.of("X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset", "X-Correlation-ID", "X-ReplyTo");
    List<String> TRIO = List.of("X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset");
    String PROBLEM = "application/problem+json";

    Description described();

    @Test
    default void answersEveryFailureWithAProblemDocument() {
        for (Map.Entry<String, JsonNode> response : described().responses()) {
            if (response.getKey().matches("[45].*|default")) {
                JsonNode content = response.getValue().path("content");
                assertThat(content.propertyNames()).as("%s", response).containsExactly(PROBLEM);
                JsonNode problem = described().resolved(content.path(PROBLEM).path("schema"));
                assertThat(problem.path("properties").propertyNames()).contains("status", "title", "detail");
            }
        }
    }

    @Test
    default void answersEverySuccessWithAnObjectThatCanGrow() {
        for (Map.Entry<String, JsonNode> response : described().responses()) {
            JsonNode content = response.getValue().path("content");
            if (response.getKey().matches("20[45]")) {
                assertThat(content.isMissingNode()).as("%s", response).isTrue();
            } else if (response.getKey().startsWith("2")) {
                assertThat(content.size()).as("%s", response).isPositive();
            }
            content.properties().forEach(medium -> {
                JsonNode schema = described().resolved(medium.getValue().path("schema"));
                assertThat(schema.has("type")).as("%s", medium).isTrue();
                assertThat(!medium.getKey().endsWith("json")
                                || text(schema, "type").equals("object"))
                        .as("%s", medium)
                        .isTrue();
            });
        }
    }

    /** What the hub itself calls is not counted by it, and says no headers. */
    @Test
    default void saysHowOftenOneMayCallAndWhenToComeAgain() {
        for (Description.Operation operation : described().operations()) {
            operation.node().path("responses").properties().forEach(response -> {
                Set<String> headers = Set.copyOf(described()
                        .resolved(response.getValue())
                        .path("headers")
                        .propertyNames());
                String status = response.getKey();
                if (status.startsWith("2") || status.startsWith("4")) {
                    assertThat(headers).as("%s %s", operation, status).containsAll(TRIO);
                }
                assertThat(headers).as("%s %s", operation, status).noneMatch(name -> name.startsWith("RateLimit-"));
                if (status.equals("429") || status.equals("503")) {
                    assertThat(headers).as("%s %s", operation, status).contains("Retry-After");
                }
            });
            assertThat(operation.node().path("responses").has("429"))
                    .as("%s is limited", operation)
                    .isTrue();
        }
    }

    @Test
    default void saysWhatMayBeCached() {
        JsonNode caching = described().root().at("/components/headers/cache_control");
        assertThat(text(caching, "description")).containsPattern(CACHING);
        for (Description.Operation operation : described().operations()) {
            operation.node().path("responses").properties().forEach(response -> {
                JsonNode headers = described().resolved(response.getValue()).path("headers");
                assertThat(headers.has("Expires")).as("%s", response).isFalse();
                assertThat(!response.getKey().startsWith("2") || headers.has("Cache-Control"))
                        .as("%s %s", operation, response.getKey())
                        .isTrue();
            });
        }
    }

    @Test
    default void hasNoHeadersOfItsOwnMaking() {
        described()
                .everything()
                .filter(node -> text(node, "in").equals("header"))
                .forEach(node -> {
                    assertHeader(text(node, "name"));
                    assertThat(!text(node, "name").equals("Cache-Control")
                                    || CACHING.matcher(text(node, "description"))
                                            .find())
                            .isTrue();
                });
        described().responses().stream()
                .flatMap(response -> response.getValue().path("headers").propertyNames().stream())
                .forEach(AnswersContract::assertHeader);
    }

    private static void assertHeader(String name) {
        assertThat(name.toLowerCase(Locale.ROOT)).isNotIn("authorization", "content-type", "accept");
        assertThat(!name.toLowerCase(Locale.ROOT).startsWith("x-") || X_HEADERS.contains(name))
                .as(name)
                .isTrue();
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).stringValue("");
    }
}
