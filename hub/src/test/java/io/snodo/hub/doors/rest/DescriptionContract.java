package io.snodo.hub.doors.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the Italian interoperability guidelines ask of an OpenAPI description, and that it describes what is served. */
public abstract class DescriptionContract {
    private static final Pattern PATH = Pattern.compile("^(/[a-z0-9-.]+|/\\{[a-zA-Z0-9_]+})+$");
    private static final Set<String> X_HEADERS =
            Set.of("X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset", "X-Correlation-ID", "X-ReplyTo");

    private static final Map<Class<? extends Annotation>, String> VERBS = Map.of(
            GET.class, "GET", POST.class, "POST", HEAD.class, "HEAD", PATCH.class, "PATCH", DELETE.class, "DELETE");

    protected final Description description;
    private final List<Class<?>> resources;

    protected DescriptionContract(Description description, List<Class<?>> resources) {
        this.description = description;
        this.resources = resources;
    }

    @Test
    void publishesEveryOperationThatIsServedAndNoOther() {
        Set<String> served = new TreeSet<>();
        for (JavaClass type : new ClassFileImporter().importClasses(resources)) {
            for (JavaMethod method : type.getMethods()) {
                Optional<String> verb = VERBS.entrySet().stream()
                        .filter(each -> method.isAnnotatedWith(each.getKey()))
                        .map(Map.Entry::getValue)
                        .findAny();
                if (verb.isPresent()) {
                    String below = method.tryGetAnnotationOfType(Path.class)
                            .map(Path::value)
                            .orElse("");
                    String path = "/" + type.getAnnotationOfType(Path.class).value() + "/" + below;
                    served.add(verb.get() + " " + path.replaceAll("/+", "/").replaceAll("(?<=.)/$", ""));
                }
            }
        }
        assertThat(description.operations()).extracting(Object::toString).containsExactlyInAnyOrderElementsOf(served);
    }

    @Test
    void introducesItself() {
        JsonNode info = description.root().path("info");
        assertThat(info.path("x-summary").stringValue("")).isNotBlank();
        assertThat(info.path("termsOfService").stringValue("")).startsWith("https://");
        assertThat(info.path("contact").path("url").stringValue("")).startsWith("https://");
        assertThat(info.path("version").stringValue("")).matches("\\d+\\.\\d+\\.\\d+");
        for (JsonNode server : description.root().path("servers")) {
            assertThat(server.path("description").stringValue("")).isNotBlank();
            assertThat(server.path("url").stringValue("").startsWith("https://")
                            || server.path("x-sandbox").booleanValue(false))
                    .as("%s is safe or a sandbox", server)
                    .isTrue();
        }
    }

    @Test
    void describesEachOperation() {
        for (Description.Operation operation : description.operations()) {
            assertThat(operation.path()).matches(PATH);
            for (String word : List.of("operationId", "summary", "description")) {
                assertThat(operation.node().path(word).stringValue(""))
                        .as("%s has %s", operation, word)
                        .isNotBlank();
            }
            assertThat(operation.node().path("tags").size())
                    .as("%s has a tag", operation)
                    .isOne();
            assertThat(operation.method().equals("get") && operation.node().has("requestBody"))
                    .as("%s reads, and sends no body", operation)
                    .isFalse();
        }
        assertThat(description.operations())
                .extracting(o -> o.node().path("operationId").stringValue())
                .doesNotHaveDuplicates();
    }

    @Test
    void answersEveryFailureWithAProblemDocument() {
        for (Description.Operation operation : description.operations()) {
            operation.node().path("responses").properties().forEach(response -> {
                JsonNode content = description.resolved(response.getValue()).path("content");
                boolean health =
                        operation.path().equals("/status") && response.getKey().equals("503");
                if (response.getKey().charAt(0) >= '4' && !health) {
                    assertThat(content.propertyNames())
                            .as("%s %s", operation, response.getKey())
                            .containsExactly("application/problem+json");
                }
            });
        }
    }

    @Test
    void saysHowOftenOneMayCallAndWhenToComeAgain() {
        for (Description.Operation operation : description.operations()) {
            boolean open = operation.node().path("security").isArray();
            operation.node().path("responses").properties().forEach(response -> {
                JsonNode headers = description.resolved(response.getValue()).path("headers");
                String status = response.getKey();
                // whom the hub does not know it cannot count, and what is far too large it does not look at
                boolean counted = !open && !status.equals("401") && !status.equals("413");
                if (counted && (status.startsWith("2") || status.startsWith("4"))) {
                    assertThat(headers.propertyNames())
                            .as("%s %s", operation, status)
                            .contains("X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset");
                }
                if (status.equals("429") || status.equals("503")) {
                    assertThat(headers.has("Retry-After"))
                            .as("%s %s", operation, status)
                            .isTrue();
                }
            });
            assertThat(open || operation.node().path("responses").has("429"))
                    .as("%s is limited", operation)
                    .isTrue();
        }
    }

    @Test
    void hasNoHeadersOfItsOwnMaking() {
        description
                .everything()
                .filter(node -> "header".equals(node.path("in").stringValue("")))
                .forEach(node -> {
                    String name = node.path("name").stringValue();
                    assertThat(name).isNotIn("Authorization", "Content-Type", "Accept");
                    assertThat(!name.startsWith("X-") || X_HEADERS.contains(name))
                            .as(name)
                            .isTrue();
                });
    }

    /** So that a client can allocate for it, and a server refuse what is more. */
    @Test
    void boundsEverythingThatItNames() {
        description.everything().forEach(node -> {
            switch (node.path("type").stringValue("")) {
                case "integer", "number" ->
                    assertThat(node.has("format") && node.has("minimum") && node.has("maximum"))
                            .as("%s", node)
                            .isTrue();
                case "array" -> assertThat(node.has("maxItems")).as("%s", node).isTrue();
                case "string" ->
                    assertThat(node.has("enum") || node.has("maxLength") && (node.has("pattern") || node.has("format")))
                            .as("%s", node)
                            .isTrue();
                case "object" ->
                    assertThat(node.path("additionalProperties").isBoolean())
                            .as("%s", node)
                            .isTrue();
                default -> {}
            }
        });
    }

    /** Of a schema's enumeration. */
    protected Set<String> words(String schema, String at) {
        return description
                .root()
                .at("/components/schemas/" + schema + at + "/enum")
                .valueStream()
                .map(JsonNode::stringValue)
                .collect(Collectors.toSet());
    }

    protected static Set<String> wire(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }
}
