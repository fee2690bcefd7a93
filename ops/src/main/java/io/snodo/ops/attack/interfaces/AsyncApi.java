package io.snodo.ops.attack.interfaces;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The description of the broker's interface (AsyncAPI 3.0): its addresses, and the types of messages. */
public final class AsyncApi {
    private final JsonNode description;

    private AsyncApi(JsonNode description) {
        this.description = description;
    }

    public static AsyncApi of(Path file) throws IOException {
        return new AsyncApi(new YAMLMapper().readTree(Files.readString(file)));
    }

    /** Every address, with those that have a member in them once for each of {@code members}. */
    public List<String> addresses(List<String> members) {
        return description.path("channels").values().stream()
                .map(channel -> channel.path("address").asString(""))
                .flatMap(address -> address.contains("{")
                        ? members.stream().map(member -> address.replaceAll("\\{[^}]+}", member))
                        : Stream.of(address))
                .toList();
    }

    /** The names of all types of sealed messages, those that only the hub may say included. */
    public List<String> types() {
        return description.path("components").path("messages").values().stream()
                .filter(message -> message.has("x-content"))
                .map(message -> message.path("name").asString(""))
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
