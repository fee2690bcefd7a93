package io.snodo.ops.attack.assaults;

import io.snodo.messages.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The specification's golden examples, of which messages are forged. */
public record Examples(Path folder) {

    /** Of a type; where there is none, what says no more than its type. */
    public List<JsonNode> of(String type) {
        Path own = folder.resolve("valid").resolve(type);
        if (!Files.isDirectory(own)) {
            return List.of(Json.MAPPER.readTree("{\"staffetta\":\"1.0\",\"type\":\"" + type
                    + "\",\"ticket\":\"L736-000042-T\",\"epoch\":1,\"body\":{}}"));
        }
        try (Stream<Path> files = Files.list(own)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(Examples::read)
                    .map(json -> json.path("message").isObject() ? json.path("message") : json)
                    .filter(json -> json.path("type").asString("").equals(type))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the examples cannot be read", e);
        }
    }

    private static JsonNode read(Path file) {
        try {
            return Json.MAPPER.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
