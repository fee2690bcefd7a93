package io.snodo.conformance.wire.rest;

import com.sun.net.httpserver.HttpExchange;
import io.snodo.conformance.seen.Reads;
import io.snodo.conformance.wire.Binding;
import io.snodo.conformance.wire.Credentials;
import io.snodo.conformance.wire.Listening;
import io.snodo.conformance.wire.Wire;
import io.snodo.messages.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A member that is called at its endpoint. It acknowledges everything; whether the call was right, the rules say. */
final class Called implements RestWire.Receiving {
    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final String OUTCOMES = "/outcomes/";

    private final URI endpoint;
    private final Credentials credentials;
    private final Wire.Inbox inbox;
    private final Listening listening;
    private volatile String declines = "";
    private final Map<String, CompletableFuture<Brought>> awaited = new ConcurrentHashMap<>();

    Called(URI endpoint, Credentials credentials, Wire.Inbox inbox) {
        this.endpoint = endpoint;
        this.credentials = credentials;
        this.inbox = inbox;
        try {
            this.listening = Listening.at(endpoint.getPort(), endpoint.getPath(), credentials.link(), this::answer);
        } catch (IOException e) {
            throw new Binding.Unreachable("the kit cannot be called at " + endpoint + ": " + e.getMessage(), e);
        }
    }

    private record Brought(JsonNode outcome, String correlation) {}

    /** An address of its own for each, so that an outcome may come before the answer that names its correlation. */
    @Override
    public Map<String, String> headers(String correlation) {
        awaited.put(correlation, new CompletableFuture<>());
        return Map.of("X-ReplyTo", endpoint + OUTCOMES + correlation);
    }

    @Override
    public Optional<JsonNode> outcome(String correlation, Wire.Answer taken) throws InterruptedException {
        try {
            CompletableFuture<Brought> outcome = awaited.get(correlation);
            return outcome == null
                    ? Optional.empty()
                    : Optional.of(fitting(outcome.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS), taken));
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        } finally {
            awaited.remove(correlation);
        }
    }

    private JsonNode fitting(Brought brought, Wire.Answer taken) {
        if (!brought.correlation().equals(taken.content().path("correlation").stringValue(""))) {
            inbox.frame(new byte[0], "is an outcome under another X-Correlation-ID than the answer's");
        }
        return brought.outcome();
    }

    private void answer(HttpExchange call) throws IOException {
        byte[] body = call.getRequestBody().readAllBytes();
        String correlation = String.valueOf(call.getRequestHeaders().getFirst("X-Correlation-ID"));
        JsonNode content = Reads.json(new String(body, StandardCharsets.UTF_8));
        String path = call.getRequestURI().getPath();
        inbox.called(described(call, path, body));
        String how = declines;
        if (!how.isEmpty()) {
            decline(call, how);
            return;
        }
        if (path.startsWith(endpoint.getPath() + OUTCOMES)) {
            CompletableFuture<Brought> outcome = awaited.get(path.substring((endpoint.getPath() + OUTCOMES).length()));
            if (outcome != null) {
                outcome.complete(new Brought(content, correlation));
            }
        } else {
            content.path("items").forEach(frame -> inbox.frame(Json.MAPPER.writeValueAsBytes(frame), ""));
        }
        Listening.answer(
                call,
                200,
                Map.of("Content-Type", "application/json"),
                Json.MAPPER.writeValueAsBytes(Map.of("correlation", correlation)));
    }

    private static void decline(HttpExchange call, String how) throws IOException {
        if (how.matches("\\d{3}")) {
            Listening.answer(
                    call,
                    Integer.parseInt(how),
                    how.startsWith("3")
                            ? Map.of("Location", call.getRequestURI().toString())
                            : Map.of(),
                    new byte[0]);
        } else if (how.equals("with-another-correlation")) {
            Listening.answer(
                    call,
                    200,
                    Map.of("Content-Type", "application/json"),
                    Json.MAPPER.writeValueAsBytes(Map.of("correlation", UUID.randomUUID())));
        } else {
            throw new IllegalArgumentException("a call is not declined " + how);
        }
    }

    @Override
    public String addressed(String header) {
        return header.replace("<endpoint>", endpoint.toString());
    }

    @Override
    public void declines(String how) {
        declines = how;
    }

    private ObjectNode described(HttpExchange call, String path, byte[] body) {
        ObjectNode seen = Json.MAPPER.createObjectNode();
        seen.put("binding", "rest");
        seen.put("called", call.getRequestMethod() + " " + path);
        seen.put("member", credentials.member().value());
        ObjectNode headers = seen.putObject("headers");
        call.getRequestHeaders()
                .forEach((name, all) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), String.join(", ", all)));
        seen.put("octets", body.length);
        seen.put("digest", Digests.of(body));
        return seen;
    }

    @Override
    public void close() {
        listening.close();
    }
}
