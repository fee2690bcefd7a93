package io.snodo.ops.operator;

import io.snodo.messages.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The operators' part of a hub's API, each call with a token of its own. */
final class HubCalls implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration FETCHING = Duration.ofHours(6);

    private final URI hub;
    private final OperatorKey key;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private HubCalls(URI hub, OperatorKey key) {
        this.hub = hub;
        this.key = key;
    }

    static HubCalls of(Typed typed) throws CannotDo {
        Path file = typed.key();
        try {
            return new HubCalls(typed.hub(), OperatorKey.read(file));
        } catch (IOException e) {
            throw CannotDo.refused("the key in " + file + " cannot be read (" + e.getMessage()
                    + "); start ops/demo once, or make one with ops/snodo new-key and name it with --key");
        }
    }

    JsonNode get(String path) throws CannotDo {
        return answer(request(path).GET().build());
    }

    JsonNode post(String path, Map<String, ?> asked) throws CannotDo {
        return answer(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.MAPPER.writeValueAsString(asked)))
                .build());
    }

    JsonNode delete(String path) throws CannotDo {
        return answer(request(path).DELETE().build());
    }

    /** Goes on from where {@code part} ends, if it is the same file still; otherwise from its beginning. */
    void fetch(String path, String tag, Path part) throws CannotDo, IOException {
        long have = Files.exists(part) ? Files.size(part) : 0;
        HttpRequest.Builder asked = request(path).timeout(FETCHING).GET();
        if (have > 0) {
            asked.header("Range", "bytes=" + have + "-").header("If-Range", "\"" + tag + "\"");
        }
        try {
            HttpResponse<InputStream> answer = http.send(asked.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                switch (answer.statusCode()) {
                    case 200 -> Files.copy(body, part, StandardCopyOption.REPLACE_EXISTING);
                    case 206 -> {
                        try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.APPEND)) {
                            body.transferTo(out);
                        }
                    }
                    case 416 -> {} // all of it is here
                    default -> throw refused(answer.statusCode(), Json.MAPPER.readTree(body));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CannotDo.refused("interrupted");
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(hub.resolve("/api/v1/operator" + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + key.token());
    }

    private JsonNode answer(HttpRequest request) throws CannotDo {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode json = Json.MAPPER.readTree(answer.body());
            if (answer.statusCode() == 200) {
                return json;
            }
            throw refused(answer.statusCode(), json);
        } catch (ConnectException e) {
            throw CannotDo.refused("no hub answers at " + hub + "; start it, or say where it is with --hub");
        } catch (JacksonException e) {
            throw CannotDo.refused("what answers at " + hub + " is no hub; see --hub");
        } catch (IOException e) {
            throw CannotDo.refused("the hub's answer did not come to its end (" + e.getMessage()
                    + "); look with ops/snodo audit what has happened, then try again");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CannotDo.refused("interrupted");
        }
    }

    private CannotDo refused(int status, JsonNode problem) {
        String code = problem.path("code").asString("");
        return CannotDo.refused(
                switch (code) {
                    case "token_invalid" ->
                        "the hub at " + hub + " does not know the key of " + key.username()
                                + ": put its public half into the hub's operators.yaml (" + key.yaml()
                                + ") with the role HUB_OPERATOR, and start the hub again; or see whether this machine's"
                                + " clock is right";
                    case "not_found" -> "the hub knows no such member; ops/snodo members lists them";
                    case "" -> "what answers at " + hub + " is no hub (HTTP " + status + "); see --hub";
                    default ->
                        "the hub refuses (" + code + "): "
                                + problem.path("title").asString("") + " "
                                + problem.path("detail").asString("") + " "
                                + problem.path("advice").asString("");
                });
    }

    @Override
    public void close() {
        http.close();
    }
}
