package io.snodo.hub.doors.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the Italian guidelines ask beyond that for safety: everything bounded, and nobody unknown who changes anything. */
public interface SecurityContract {
    Set<String> KEYWORDS = Set.of(
            "type",
            "format",
            "enum",
            "pattern",
            "description",
            "example",
            "default",
            "title",
            "nullable",
            "readOnly",
            "writeOnly",
            "deprecated",
            "minLength",
            "maxLength",
            "minimum",
            "maximum",
            "minItems",
            "maxItems",
            "items",
            "uniqueItems",
            "properties",
            "required",
            "additionalProperties",
            "minProperties",
            "maxProperties",
            "allOf",
            "anyOf",
            "oneOf",
            "not",
            "discriminator");
    Set<String> TYPES = Set.of("string", "integer", "number", "boolean", "array", "object");

    Description described();

    /** So that a client can allocate for it, and a server refuse what is more. */
    @Test
    default void boundsEverythingThatItNames() {
        described().everything().forEach(node -> {
            switch (node.path("type").stringValue("")) {
                case "integer" ->
                    assertThat(node.has("minimum")
                                    && node.has("maximum")
                                    && Set.of("int32", "int64").contains(text(node, "format")))
                            .as("%s", node)
                            .isTrue();
                case "number" ->
                    assertThat(node.has("minimum")
                                    && node.has("maximum")
                                    && Set.of("float", "double", "decimal32", "decimal64", "decimal128")
                                            .contains(text(node, "format")))
                            .as("%s", node)
                            .isTrue();
                case "array" ->
                    assertThat(node.has("minItems") && node.has("maxItems"))
                            .as("%s", node)
                            .isTrue();
                case "string" ->
                    assertThat(node.has("enum") || node.has("maxLength") && (node.has("pattern") || node.has("format")))
                            .as("%s", node)
                            .isTrue();
                case "object" -> {
                    JsonNode others = node.path("additionalProperties");
                    assertThat(others.isBoolean() && !others.booleanValue()
                                    || others.isObject() && node.has("maxProperties"))
                            .as("%s", node)
                            .isTrue();
                }
                default -> {}
            }
        });
    }

    /** A word out of place, or half of a sentence after a comma, would otherwise be a keyword that nobody heeds. */
    @Test
    default void saysOfEachSchemaOnlyWhatASchemaCanSay() {
        described()
                .everything()
                .filter(node -> TYPES.contains(text(node, "type")))
                .forEach(node -> assertThat(node.propertyNames()).as("%s", node).isSubsetOf(KEYWORDS));
    }

    @Test
    default void asksWhoCalls() {
        JsonNode schemes = described().root().at("/components/securitySchemes");
        assertThat(schemes.size()).isPositive();
        for (JsonNode scheme : schemes) {
            assertThat(text(scheme, "in")).isNotIn("query", "cookie");
            assertThat(text(scheme, "scheme").toLowerCase(Locale.ROOT)).isNotIn("basic", "oauth", "negotiate");
            assertThat(scheme.path("flows").propertyNames()).doesNotContain("implicit", "password");
            scheme.path("flows")
                    .valueStream()
                    .forEach(flow -> flow.properties()
                            .forEach(entry -> assertThat(!entry.getKey().endsWith("Url")
                                            || entry.getValue().stringValue("").startsWith("https://"))
                                    .as("%s", entry)
                                    .isTrue()));
            boolean token = text(scheme, "bearerFormat").equalsIgnoreCase("jwt")
                    || text(scheme, "type").equals("oauth2");
            assertThat(!token || text(scheme, "description").contains("RFC8725"))
                    .as("%s", scheme)
                    .isTrue();
        }
    }

    /** Where nobody is asked, that is said ({@code {}}), and nothing is changed. */
    @Test
    default void letsNobodyUnknownChangeAnything() {
        JsonNode everywhere = described().root().path("security");
        assertThat(asked(everywhere)).as("%s", everywhere).isTrue();
        for (Description.Operation operation : described().operations()) {
            JsonNode own = operation.node().path("security");
            assertThat(own.isMissingNode() || own.size() > 0)
                    .as("%s", operation)
                    .isTrue();
            assertThat(own.isMissingNode() || operation.method().equals("get") || asked(own))
                    .as("%s", operation)
                    .isTrue();
        }
    }

    private static boolean asked(JsonNode security) {
        return security.size() > 0 && security.valueStream().allMatch(one -> one.size() > 0);
    }

    @Test
    default void passesNoSecretsInAddresses() {
        described()
                .everything()
                .filter(node -> Set.of("query", "path").contains(text(node, "in")))
                .forEach(node -> assertThat(text(node, "name").toLowerCase(Locale.ROOT))
                        .doesNotContain("password", "secret", "apikey"));
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).stringValue("");
    }
}
