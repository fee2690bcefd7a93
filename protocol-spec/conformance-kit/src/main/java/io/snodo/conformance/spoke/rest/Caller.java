package io.snodo.conformance.spoke.rest;

import io.snodo.conformance.seen.Reads;
import io.snodo.conformance.spoke.Seat;
import io.snodo.conformance.wire.rest.Digests;
import io.snodo.conformance.wire.rest.Tokens;
import io.snodo.messages.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls the spoke at its endpoint, one after the other and each again until it is acknowledged. */
final class Caller implements AutoCloseable {
    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final URI endpoint;
    private final HttpClient client;
    private final Tokens tokens;
    private final Seat.Ear ear;
    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>(10_000);
    private final Thread thread;

    private record Call(URI to, UUID correlation, JsonNode content) {}

    Caller(URI endpoint, SSLContext tls, Tokens tokens, Seat.Ear ear) {
        this.endpoint = endpoint;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(tls)
                .connectTimeout(Duration.ofSeconds(5))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.tokens = tokens;
        this.ear = ear;
        this.thread = Thread.ofVirtual().name("calls-the-spoke").start(this::work);
    }

    void bring(JsonNode frame) {
        ObjectNode items = Json.MAPPER.createObjectNode();
        items.putArray("items").add(frame);
        calls.add(new Call(endpoint, UUID.randomUUID(), items));
    }

    void bring(URI to, UUID correlation, JsonNode outcome) {
        calls.add(new Call(to, correlation, outcome));
    }

    private void work() {
        try {
            while (true) {
                Call next = calls.take();
                while (!isTaken(next)) {
                    Thread.sleep(PAUSE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isTaken(Call call) throws InterruptedException {
        byte[] body = Json.MAPPER.writeValueAsBytes(call.content());
        String digest = Digests.of(body);
        Map<String, Object> integrity = tokens.claims();
        integrity.put("signed_headers", List.of(Map.of("digest", digest), Map.of("content-type", "application/json")));
        HttpRequest request = HttpRequest.newBuilder(call.to())
                .timeout(WITHIN)
                .header("Authorization", "Bearer " + tokens.sign(tokens.claims()))
                .header("Agid-JWT-Signature", tokens.sign(integrity))
                .header("Digest", digest)
                .header("Content-Type", "application/json")
                .header("X-Correlation-ID", call.correlation().toString())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            String repeated = Reads.json(answer.body()).path("correlation").asString("");
            ear.answered(answer.statusCode(), repeated.equals(call.correlation().toString()));
            return answer.statusCode() == 200;
        } catch (IOException e) {
            return false; // not there, or not yet
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        client.shutdownNow();
    }
}
