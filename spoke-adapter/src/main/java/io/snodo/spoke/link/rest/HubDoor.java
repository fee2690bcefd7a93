package io.snodo.spoke.link.rest;

import io.snodo.messages.Addresses;
import io.snodo.messages.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Calls the hub's REST binding, and believes no answer that the hub has not signed. */
final class HubDoor implements AutoCloseable {
    private static final long MOST_BYTES = 4L * 1024 * 1024;

    private static final String SIGNATURE = "Agid-JWT-Signature";

    private final URI base;
    private final HttpClient client;
    private final OwnTokens tokens;
    private final HubTokens hub;
    private final Duration patience;

    HubDoor(URI base, SSLContext tls, OwnTokens tokens, HubTokens hub, Duration patience) {
        this.base = URI.create(base.toString().replaceAll("/*$", "/"));
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(tls)
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.tokens = tokens;
        this.hub = hub;
        this.patience = patience;
    }

    /** An answer to a question; empty where nothing has changed since {@code tag}. */
    record Found(JsonNode body, @Nullable String tag) {}

    /** Throws while the hub is not there. */
    void knock() throws IOException, InterruptedException {
        expect(send(HttpRequest.newBuilder(base.resolve("status")).GET()), 200);
    }

    /** Leaves a message; its correlation id. {@code replyTo} is where the outcome is to be brought, if anywhere. */
    String leave(String jws, @Nullable URI replyTo) throws IOException, InterruptedException {
        byte[] body = jws.getBytes(StandardCharsets.US_ASCII);
        String digest = Digest.of(body);
        HttpRequest.Builder call = HttpRequest.newBuilder(base.resolve("messages"))
                .header("Content-Type", Addresses.typeOf(jws))
                .header("Digest", digest)
                .header(SIGNATURE, tokens.integrity(digest, Addresses.typeOf(jws)))
                .header("Agid-JWT-TrackingEvidence", tokens.audit())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (replyTo != null) {
            call.header("X-ReplyTo", replyTo.toString());
        }
        HttpResponse<byte[]> answer = send(authorised(call));
        expect(answer, 202);
        return read(answer).path("correlation").stringValue("");
    }

    /** What became of it; empty while it is under way. */
    Optional<JsonNode> outcome(String correlation) throws IOException, InterruptedException {
        HttpResponse<byte[]> status =
                send(authorised(HttpRequest.newBuilder(base.resolve("submissions/" + correlation))));
        if (status.statusCode() == 200) {
            return Optional.empty();
        }
        expect(status, 303);
        HttpResponse<byte[]> answer =
                send(authorised(HttpRequest.newBuilder(base.resolve("submissions/" + correlation + "/outcome"))));
        expect(answer, 200);
        return Optional.of(read(answer));
    }

    Optional<Found> ask(String what, @Nullable String tag) throws IOException, InterruptedException {
        HttpRequest.Builder call = HttpRequest.newBuilder(base.resolve(what));
        if (tag != null) {
            call.header("If-None-Match", tag);
        }
        HttpResponse<byte[]> answer = send(authorised(call));
        if (answer.statusCode() == 304) {
            return Optional.empty();
        }
        expect(answer, 200);
        return Optional.of(
                new Found(read(answer), answer.headers().firstValue("ETag").orElse(null)));
    }

    private HttpRequest.Builder authorised(HttpRequest.Builder call) {
        return call.header("Authorization", "Bearer " + tokens.authorization());
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder call) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(
                call.timeout(patience).build(),
                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES));
        try {
            // the client's own time-out ends with the headers; this one covers an answer that drips
            return answer.get(patience.toMillis() * 2, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("an answer that did not come to its end", e);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        }
    }

    private static void expect(HttpResponse<byte[]> answer, int status) throws NoAnswer {
        if (answer.statusCode() != status) {
            throw new NoAnswer(answer.statusCode() + " " + code(answer.body()));
        }
    }

    private JsonNode read(HttpResponse<byte[]> answer) throws NoAnswer {
        boolean signed = hub.covers(
                answer.headers().firstValue(SIGNATURE).orElse(null),
                Digest.of(answer.body()),
                answer.headers().firstValue("Content-Type").orElse(null));
        if (!signed) {
            throw new NoAnswer("an answer that the hub has not signed");
        }
        try {
            return Json.MAPPER.readTree(answer.body());
        } catch (JacksonException e) {
            throw new NoAnswer("an answer that is no JSON");
        }
    }

    private static String code(byte[] problem) {
        try {
            return Json.MAPPER.readTree(problem).path("code").stringValue("");
        } catch (JacksonException e) {
            return "";
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
