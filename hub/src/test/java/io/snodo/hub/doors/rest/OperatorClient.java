package io.snodo.hub.doors.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.hub.TestHub;
import io.snodo.messages.Json;
import io.snodo.messages.seal.Sealed;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Calls the hub as an operator's program does; every answer is what the published description says. */
public final class OperatorClient implements AutoCloseable {
    private static final Description DESCRIPTION = Description.published();

    private final TestHub hub;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    public OperatorClient(TestHub hub) {
        this.hub = hub;
    }

    public String token() {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> claims =
                Map.of("iss", TestHub.OPERATOR, "aud", "hub", "iat", now, "exp", now + 60, "jti", UUID.randomUUID());
        return Sealed.sign(Json.MAPPER.writeValueAsBytes(claims), "JWT", hub.operatorSeal());
    }

    public HttpResponse<String> get(String path) throws Exception {
        return get(path, token());
    }

    public HttpResponse<String> get(String path, String token) throws Exception {
        return send(request(path, token).GET());
    }

    public HttpResponse<String> post(String path, String json) throws Exception {
        return send(request(path, token())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** The answer to what is right. */
    public JsonNode done(String path, Map<String, String> asked) throws Exception {
        HttpResponse<String> answer = post(path, Json.MAPPER.writeValueAsString(asked));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.MAPPER.readTree(answer.body());
    }

    public JsonNode seen(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.MAPPER.readTree(answer.body());
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(hub.url().resolve("/api/v1/operator" + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return DESCRIPTION.check(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    }

    @Override
    public void close() {
        http.close();
    }
}
