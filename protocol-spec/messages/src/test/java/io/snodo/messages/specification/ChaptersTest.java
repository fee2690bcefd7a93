package io.snodo.messages.specification;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.Json;
import io.snodo.messages.MessageType;
import io.snodo.messages.refusal.Catalogue;
import io.snodo.messages.refusal.RefusalCode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the chapters say about messages and refusals is what schemas and catalogue say. */
class ChaptersTest {

    @Test
    void tellTheFieldsOfEveryMessage() {
        StringBuilder tables = new StringBuilder("\n### The envelope\n\n");
        tables.append(table(schema("message")));
        for (MessageType type : MessageType.values()) {
            JsonNode schema = schema(type.wire());
            tables.append("\n### `")
                    .append(type.wire())
                    .append("`\n\n")
                    .append(schema.path("title").asString())
                    .append("\n\n");
            tables.append(table(schema));
        }
        Specification.isUpToDate("messages.md", "messages", tables.append('\n').toString());
    }

    @Test
    void tellWhoSaysAndWhoHearsEveryTypeAboutATicket() {
        List<String> first = Specification.text(Specification.FOLDER.resolve("messages.md"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|"))
                .filter(cells -> cells.length == 6)
                .map(cells -> cells[1])
                .toList();
        assertThat(first)
                .anySatisfy(cell -> assertThat(cell).contains("`note.add`"))
                .flatMap(cell -> List.of(cell.replaceAll("[` ]", "").split(",")))
                .containsAll(Arrays.stream(MessageType.values())
                        .filter(type -> type.subject() == MessageType.Subject.TICKET)
                        .map(MessageType::wire)
                        .toList());
    }

    @Test
    void tellEveryRefusal() {
        String table = Arrays.stream(RefusalCode.values())
                .map(Catalogue::of)
                .map(e -> "| `%s` | %s | %d | %s | %s | %s |\n"
                        .formatted(
                                e.code().wire(),
                                e.kind().name().toLowerCase(java.util.Locale.ROOT),
                                e.http(),
                                e.retryable() ? "yes" : "no",
                                e.en(),
                                e.advice()))
                .collect(Collectors.joining(
                        "",
                        "| code | class | HTTP | retryable | meaning | what to do |\n|---|---|---|---|---|---|\n",
                        ""));
        Specification.isUpToDate("refusals.md", "refusals", table);
    }

    @Test
    void numberEveryMustOnce() throws IOException {
        List<String> numbers = new ArrayList<>();
        List<String> unnumbered = new ArrayList<>();
        try (var files = Files.list(Specification.FOLDER)) {
            for (var file :
                    files.filter(f -> f.toString().endsWith(".md")).sorted().toList()) {
                String prose = Specification.text(file).replaceAll("(?s)```.*?```", "");
                for (String line : prose.split("\n")) {
                    Matcher number = Pattern.compile("\\*\\*(ST-\\d{3})\\*\\*").matcher(line);
                    boolean numbered = number.find();
                    if (numbered) {
                        numbers.add(number.group(1));
                    }
                    if (!numbered
                            && Pattern.compile("\\bMUST\\b").matcher(line).find()
                            && !file.endsWith("README.md")) {
                        unnumbered.add(file.getFileName() + ": " + line);
                    }
                }
            }
        }
        Set<String> once = new HashSet<>();
        assertThat(unnumbered).as("a MUST without a number").isEmpty();
        assertThat(numbers.stream().filter(n -> !once.add(n)))
                .as("numbers given twice")
                .isEmpty();
        assertThat(numbers).hasSizeGreaterThan(40);
    }

    private static JsonNode schema(String name) {
        return Json.MAPPER.readTree(
                Specification.text(Specification.FOLDER.resolve("schemas/" + name + ".schema.json")));
    }

    private static String table(JsonNode schema) {
        Set<String> required = StreamSupport.stream(schema.path("required").spliterator(), false)
                .map(JsonNode::asString)
                .collect(Collectors.toSet());
        StringBuilder table = new StringBuilder("| field | | form | meaning |\n|---|---|---|---|\n");
        schema.path("properties")
                .properties()
                .forEach(field -> table.append("| `%s` | %s | %s | %s |\n"
                        .formatted(
                                field.getKey(),
                                required.contains(field.getKey()) ? "required" : "",
                                form(field.getValue()),
                                field.getValue().path("description").asString(""))));
        return table.toString();
    }

    private static String form(JsonNode field) {
        if (field.has("$ref")) {
            return field.get("$ref").asString().replaceFirst(".*/", "");
        }
        if (field.has("const")) {
            return "`" + field.get("const").asString() + "`";
        }
        if (field.has("enum")) {
            return StreamSupport.stream(field.get("enum").spliterator(), false)
                    .map(v -> "`" + v.asString() + "`")
                    .collect(Collectors.joining(", "));
        }
        return switch (field.path("type").asString()) {
            case "array" -> "up to %d of: %s".formatted(field.path("maxItems").asInt(), form(field.path("items")));
            case "string" ->
                field.has("maxLength")
                        ? "text, up to " + field.get("maxLength").asInt()
                        : "`" + field.path("pattern").asString() + "`";
            case "integer" -> "integer from " + field.path("minimum").asInt();
            case "object" ->
                field.has("properties")
                        ? "{" + String.join(", ", field.get("properties").propertyNames()) + "}"
                        : "object";
            default -> field.path("type").asString();
        };
    }
}
