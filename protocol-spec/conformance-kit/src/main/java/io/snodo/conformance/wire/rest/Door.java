package io.snodo.conformance.wire.rest;

import io.snodo.conformance.seen.Reads;
import io.snodo.conformance.wire.Binding;
import io.snodo.conformance.wire.Credentials;
import io.snodo.conformance.wire.Credentials.Signature;
import io.snodo.conformance.wire.Wire;
import io.snodo.messages.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The hub's REST door, called as one member over mutual TLS. */
final class Door implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int TOO_MANY = 429;
    private static final int TRIES = 20;

    private final URI base;
    private final HttpClient client;
    private final Credentials credentials;
    private final Tokens tokens;
    private final Clock clock;
    private final Function<String, Signature> signatures;
    private final Wire.Inbox inbox;

    Door(
            URI base,
            String audience,
            Credentials credentials,
            Function<String, Signature> signatures,
            Wire.Inbox inbox,
            Clock clock) {
        this.base = base;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(credentials.link())
                .connectTimeout(Duration.ofSeconds(10))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.credentials = credentials;
        this.tokens =
                new Tokens(credentials.requiredSignature(), credentials.member().value(), audience, clock);
        this.clock = clock;
        this.signatures = signatures;
        this.inbox = inbox;
    }

    /** One call, right or wrong, and what was answered. */
    Wire.Answer call(Wire.Call call) throws InterruptedException {
        return prepared(call).call();
    }

    /** A call whose tokens are signed already. */
    interface Prepared extends Callable<Wire.Answer> {
        @Override
        Wire.Answer call() throws InterruptedException;
    }

    Prepared prepared(Wire.Call call) {
        Outgoing outgoing = new Outgoing(call, tokens, credentials.requiredSignature(), clock, signatures);
        String path = call.path().startsWith("/") ? call.path().substring(1) : call.path();
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(PATIENCE)
                .method(
                        call.method(),
                        call.body() == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(outgoing.body()));
        Map<String, String> headers = outgoing.headers();
        headers.forEach(request::setHeader);
        HttpRequest ready = request.build();
        return () -> send(call, ready, headers.getOrDefault("Digest", ""));
    }

    private Wire.Answer send(Wire.Call call, HttpRequest ready, String digest) throws InterruptedException {
        try {
            return answer(call, digest, client.send(ready, HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new Binding.Unreachable("no answer to " + call.method() + " " + ready.uri() + ": " + e, e);
        }
    }

    /** A right call, which takes its turn where the hub says that it came too often. */
    Wire.Answer ask(
            String method, String path, @Nullable String body, List<String> spoiled, Map<String, String> headers)
            throws InterruptedException {
        for (int tries = 1; ; tries++) {
            Wire.Answer answer = call(new Wire.Call(method, path, body, spoiled, headers));
            inbox.called(answer.seen());
            if (answer.status() != TOO_MANY || tries == TRIES) {
                return answer;
            }
            String after = answer.headers().getOrDefault("retry-after", "1");
            Thread.sleep(Duration.ofSeconds(after.matches("\\d{1,3}") ? Long.parseLong(after) : 1));
        }
    }

    private Wire.Answer answer(Wire.Call call, String digest, HttpResponse<byte[]> answer) {
        Map<String, String> headers = new TreeMap<>();
        answer.headers()
                .map()
                .forEach((name, all) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", all)));
        JsonNode content = Reads.json(new String(answer.body(), StandardCharsets.UTF_8));
        ObjectNode seen = Json.MAPPER.createObjectNode();
        seen.put("binding", "rest");
        seen.put("call", call.method() + " " + call.path());
        seen.put("member", credentials.member().value());
        seen.put("asked", digest);
        seen.put("status", answer.statusCode());
        seen.put("code", content.path("code").stringValue(""));
        seen.set("headers", Json.MAPPER.valueToTree(headers));
        seen.put("octets", answer.body().length);
        seen.put("digest", Digests.of(answer.body()));
        if (answer.statusCode() >= 400) {
            seen.set("content", content.isMissingNode() ? Json.MAPPER.createObjectNode() : content);
        }
        return new Wire.Answer(answer.statusCode(), headers, content, seen);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
