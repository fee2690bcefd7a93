package io.snodo.ops.story.surfaces;

import io.snodo.messages.Addresses;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.Sealed;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The hub's JSON API as one member calls it: each call with a token of its own, signed with the member's seal key. */
public final class Api {
    private final URI hub;
    private final MemberCode member;
    private final SealKey key;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    public Api(URI hub, MemberCode member, SealKey key) {
        this.hub = hub;
        this.member = member;
        this.key = key;
    }

    /** An answer's status and JSON; the JSON is missing where the body is none. */
    public record Answer(int status, JsonNode json) {
        /** The published code of a refusal, or an empty text. */
        public String code() {
            return json.path("code").asString("");
        }

        @Override
        public String toString() {
            return status + " " + code() + " " + json.path("detail").asString("");
        }
    }

    public Answer get(String path) {
        return get(path, token());
    }

    public Answer get(String path, String token) {
        return send(authorised("/api/v1" + path, token).GET().build());
    }

    /** Sends a sealed message. */
    public Answer post(String jws) {
        return post(HttpRequest.BodyPublishers.ofString(jws), Addresses.SEALED);
    }

    public Answer post(HttpRequest.BodyPublisher body, String contentType) {
        return send(authorised("/api/v1/messages", token())
                .header("Content-Type", contentType)
                .POST(body)
                .build());
    }

    /** A fresh token: this member's word that it is calling the hub now, once. */
    public String token() {
        Instant now = Instant.now();
        byte[] claims = Json.MAPPER.writeValueAsBytes(Map.of(
                "iss", member.value(),
                "aud", "hub",
                "iat", now.getEpochSecond(),
                "exp", now.plusSeconds(120).getEpochSecond(),
                "jti", UUID.randomUUID().toString()));
        return Sealed.sign(claims, "JWT", key);
    }

    private HttpRequest.Builder authorised(String path, String token) {
        return HttpRequest.newBuilder(hub.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                return new Answer(response.statusCode(), read(body.readAllBytes()));
            }
        } catch (IOException e) {
            throw new NotObserved("no answer from " + request.uri() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotObserved("interrupted", e);
        }
    }

    private static JsonNode read(byte[] body) {
        try {
            return Json.MAPPER.readTree(body);
        } catch (JacksonException e) {
            return MissingNode.getInstance(); // a page, or nothing: whoever asked for JSON will see that it is none
        }
    }
}
