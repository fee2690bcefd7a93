package io.snodo.conformance.spoke.rest;

import com.sun.net.httpserver.HttpExchange;
import io.snodo.conformance.seen.Reads;
import io.snodo.conformance.spoke.Seat;
import io.snodo.conformance.wire.Credentials;
import io.snodo.conformance.wire.Listening;
import io.snodo.conformance.wire.rest.Digests;
import io.snodo.conformance.wire.rest.Tokens;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The kit's REST door for one member, which asks, or is called where it has an endpoint. */
public final class RestSeat implements Seat {
    private static final String ROOT = "/rest/staffetta/v1";

    private final int port;
    private final Credentials hub;
    private final X509Certificate spoke;
    private final Tokens tokens;
    private final Ear ear;
    private final Clock clock;
    private final String audience;
    private final Kept kept = new Kept();
    private final @Nullable Caller caller;
    private @Nullable Listening door;

    /**
     * @param hub what the kit proves itself with
     * @param spoke the certificate of the member's tokens
     * @param endpoint where the member is called; absent if it asks
     * @param audience the hub's name in tokens
     */
    public RestSeat(
            int port,
            Credentials hub,
            X509Certificate spoke,
            MemberCode member,
            String audience,
            @Nullable URI endpoint,
            Ear ear,
            Clock clock) {
        this.port = port;
        this.hub = hub;
        this.spoke = spoke;
        this.tokens = new Tokens(hub.requiredSignature(), audience, member.value(), clock);
        this.ear = ear;
        this.clock = clock;
        this.audience = audience;
        this.caller = endpoint == null ? null : new Caller(endpoint, hub.link(), tokens, ear);
    }

    @Override
    public void open() throws IOException {
        door = Listening.at(port, ROOT, hub.link(), this::answer);
    }

    @Override
    public void shut() {
        Listening open = door;
        if (open != null) {
            open.close();
        }
    }

    /** Frames as on a standing connection: what of them is an outcome is kept, or brought, as one. */
    @Override
    public void put(byte[] frame, boolean durable) {
        JsonNode json = Json.MAPPER.readTree(frame);
        switch (json.path("frame").asString("")) {
            case "receipts" -> json.path("stamps").forEach(this::recorded);
            case "refused" -> {
                ObjectNode outcome = Json.MAPPER.createObjectNode();
                outcome.set("message", json.path("message"));
                outcome.set("problem", json.path("problem"));
                decide(json.path("message").asString(""), outcome);
            }
            case "progress" -> {
                if (caller == null) {
                    json.path("steps").forEach(kept::told);
                } else {
                    caller.bring(json);
                }
            }
            default -> {
                if (caller == null) {
                    kept.waits(json);
                } else {
                    caller.bring(json);
                }
            }
        }
    }

    private void recorded(JsonNode stamp) {
        String message =
                Reads.json(stamp.path("leaf").asString("")).path("message").asString("");
        ObjectNode outcome = Json.MAPPER.createObjectNode();
        outcome.put("message", message);
        outcome.set("receipt", stamp);
        decide(message, outcome);
    }

    private void decide(String message, JsonNode outcome) {
        for (Kept.Submission decided : kept.decide(message, outcome)) {
            if (caller != null && !decided.replyTo().isEmpty()) {
                caller.bring(URI.create(decided.replyTo()), decided.correlation(), outcome);
            }
        }
    }

    private void answer(HttpExchange call) throws IOException {
        String path = call.getRequestURI().getPath().substring(ROOT.length());
        byte[] body = call.getRequestBody().readAllBytes();
        if (path.equals("/status")) {
            Listening.answer(
                    call,
                    200,
                    Map.of("Content-Type", "application/json"),
                    "{\"status\":\"up\"}".getBytes(StandardCharsets.US_ASCII));
        } else if (path.equals("/messages")) {
            taken(call, body);
        } else if (path.startsWith("/submissions/")) {
            submission(call, path.substring("/submissions/".length()));
        } else if (path.equals("/deliveries")) {
            Map<String, String> query = query(call);
            say(
                    call,
                    200,
                    kept.page(
                            Long.parseLong(query.getOrDefault("cursor", "0")),
                            Integer.parseInt(query.getOrDefault("limit", "50"))),
                    Map.of());
        } else if (path.equals("/progress")) {
            say(call, 200, kept.steps(), Map.of());
        } else {
            Listening.answer(call, 404, Map.of(), new byte[0]);
        }
    }

    private static Map<String, String> query(HttpExchange call) {
        Map<String, String> query = new HashMap<>();
        String text = call.getRequestURI().getQuery();
        for (String each : text == null ? new String[0] : text.split("&")) {
            query.put(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
        }
        return query;
    }

    /** By L2; what comes later may be of an earlier delivery. */
    private void confirmed(JsonNode entry) {
        if (entry.path("level").asString("").equals("L2")) {
            kept.confirmed(entry.path("message").asString(""));
        }
    }

    private void taken(HttpExchange call, byte[] body) throws IOException {
        String jws = new String(body, StandardCharsets.US_ASCII);
        JsonNode envelope = Reads.payload(jws);
        String message = envelope.path("id").asString("");
        String replyTo = Optional.ofNullable(call.getRequestHeaders().getFirst("X-ReplyTo"))
                .orElse("");
        Kept.Submission left = kept.left(message, replyTo);
        boolean receipt = envelope.path("type").asString("").equals("receipt");
        if (receipt) {
            // before it is seen: a case that has seen it may deliver the same message anew, and that is not confirmed
            // yet
            envelope.path("body").path("entries").forEach(this::confirmed);
        }
        ear.heard(
                jws,
                new SpokeTokens(spoke, audience, clock)
                        .flaw(call.getRequestHeaders(), body)
                        .orElse(""));
        if (receipt) {
            decide(message, Json.MAPPER.createObjectNode().put("message", message));
        }
        ObjectNode answer = Json.MAPPER.createObjectNode();
        answer.put("correlation", left.correlation().toString());
        answer.put("status", "accepted");
        Map<String, String> headers =
                new HashMap<>(Map.of("X-Correlation-ID", left.correlation().toString()));
        if (replyTo.isEmpty()) {
            headers.put("Location", "https://127.0.0.1:" + port + ROOT + "/submissions/" + left.correlation());
        }
        say(call, 202, answer, headers);
    }

    private void submission(HttpExchange call, String rest) throws IOException {
        UUID id = UUID.fromString(rest.split("/")[0]);
        Optional<JsonNode> outcome = kept.outcome(id);
        if (!kept.knows(id) || rest.endsWith("/outcome") && outcome.isEmpty()) {
            Listening.answer(call, 404, Map.of(), new byte[0]);
        } else if (rest.endsWith("/outcome")) {
            say(call, 200, outcome.orElseThrow(), Map.of());
        } else if (outcome.isEmpty()) {
            say(call, 200, Json.MAPPER.createObjectNode().put("status", "processing"), Map.of());
        } else {
            Listening.answer(
                    call,
                    303,
                    Map.of("Location", "https://127.0.0.1:" + port + ROOT + "/submissions/" + id + "/outcome"),
                    new byte[0]);
        }
    }

    /** With the hub's signature over it and over what was asked. */
    private void say(HttpExchange call, int status, JsonNode content, Map<String, String> more) throws IOException {
        byte[] body = Json.MAPPER.writeValueAsBytes(content);
        String tag = "\"" + Digests.of(body).substring("SHA-256=".length()) + "\"";
        if (tag.equals(call.getRequestHeaders().getFirst("If-None-Match"))) {
            Listening.answer(call, 304, Map.of("ETag", tag), new byte[0]);
            return;
        }
        String digest = Digests.of(body);
        Map<String, Object> claims = tokens.claims();
        claims.put("signed_headers", List.of(Map.of("digest", digest), Map.of("content-type", "application/json")));
        String asked = call.getRequestHeaders().getFirst("Digest");
        if (asked != null) {
            claims.put("request_digest", asked);
        }
        Map<String, String> headers = new LinkedHashMap<>(more);
        headers.put("Content-Type", "application/json");
        headers.put("Digest", digest);
        headers.put("Agid-JWT-Signature", tokens.sign(claims));
        headers.put("ETag", tag);
        Listening.answer(call, status, headers, body);
    }

    @Override
    public void close() {
        shut();
        if (caller != null) {
            caller.close();
        }
    }
}
