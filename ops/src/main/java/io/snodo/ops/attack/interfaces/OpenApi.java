package io.snodo.ops.attack.interfaces;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A description of an HTTP interface (OpenAPI 3.0), and what of it can be attacked. */
public final class OpenApi {
    private static final Set<String> METHODS =
            Set.of("get", "head", "post", "put", "patch", "delete", "options", "trace");

    private final JsonNode description;

    private OpenApi(JsonNode description) {
        this.description = description;
    }

    public static OpenApi of(Path file) throws IOException {
        return of(Files.readString(file));
    }

    public static OpenApi of(String yaml) {
        return new OpenApi(new YAMLMapper().readTree(yaml));
    }

    /** Every operation, as it is found below {@code root}, which ends in no slash. */
    public List<Operation> operations(Door door, String root) {
        List<Operation> all = new ArrayList<>();
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .forEach(method ->
                                all.add(operation(door, root + path.getKey(), method.getKey(), path.getValue()))));
        return all;
    }

    /** What the hub calls at its members: every operation in a callback, found at the member's endpoint. */
    public List<Operation> callbacks(Door door) {
        List<Operation> all = new ArrayList<>();
        description
                .path("paths")
                .findValues("callbacks")
                .forEach(callbacks -> callbacks
                        .values()
                        .forEach(callback -> callback.values()
                                .forEach(path -> path.properties().stream()
                                        .filter(method -> METHODS.contains(method.getKey()))
                                        .forEach(method -> all.add(operation(door, "", method.getKey(), path))))));
        return all;
    }

    private Operation operation(Door door, String path, String method, JsonNode item) {
        JsonNode operation = item.path(method);
        List<Slot> slots = new ArrayList<>();
        item.path("parameters").values().forEach(parameter -> slots.add(slot(parameter)));
        operation.path("parameters").values().forEach(parameter -> slots.add(slot(parameter)));
        return new Operation(
                door,
                operation.path("operationId").asString(method + " " + path),
                method.toUpperCase(Locale.ROOT),
                path,
                slots,
                List.copyOf(operation.path("requestBody").path("content").propertyNames()));
    }

    private Slot slot(JsonNode parameter) {
        JsonNode found = parameter.has("$ref")
                ? description.at(parameter.path("$ref").asString("").substring(1))
                : parameter;
        return new Slot(
                switch (found.path("in").asString("")) {
                    case "path" -> Slot.Place.PATH;
                    case "query" -> Slot.Place.QUERY;
                    default -> Slot.Place.HEADER;
                },
                found.path("name").asString(""));
    }
}
