package io.snodo.hub.doors.soap;

import io.snodo.hub.TestHub;
import io.snodo.messages.Addresses;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.Sealed;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** A member that seals itself and sends by the JSON API, to compare with. */
public record RestMember(MemberCode code, SealKey seal, URI messages, HttpClient http) implements AutoCloseable {
    public RestMember(TestHub hub, MemberCode code) {
        this(code, hub.seal(code), URI.create(hub.url() + "/api/v1/messages"), HttpClient.newHttpClient());
    }

    String decision(ObjectNode message) throws Exception {
        return decision(Sealed.seal(message, seal).jws());
    }

    /** {@code accepted}, or the refusal's code. */
    public String decision(String jws) throws Exception {
        long now = Instant.now().getEpochSecond();
        String token = Sealed.sign(
                Json.MAPPER.writeValueAsBytes(Map.of(
                        "iss", code.value(), "aud", "hub", "iat", now, "exp", now + 60, "jti", UUID.randomUUID())),
                "JWT",
                seal);
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(messages)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", Addresses.SEALED)
                        .POST(HttpRequest.BodyPublishers.ofString(jws))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() == 200
                ? "accepted"
                : Json.MAPPER.readTree(answer.body()).path("code").asString();
    }

    @Override
    public void close() {
        http.close();
    }
}
