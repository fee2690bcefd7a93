package io.snodo.spoke.link.rest;

import io.snodo.messages.Addresses;
import io.snodo.messages.Json;
import io.snodo.spoke.link.http.Calls;
import io.snodo.spoke.link.http.Door;
import io.snodo.spoke.link.http.HubBusy;
import io.snodo.spoke.link.http.NoAnswer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Calls the hub's REST binding, and believes no answer that the hub has not signed. */
final class RestDoor implements Door {
    private static final int MOST_BYTES = 4 * 1024 * 1024;
    private static final int PAGE = 100;

    private static final String SIGNATURE = "Agid-JWT-Signature";

    private final URI base;
    private final Calls calls;
    private final OwnTokens tokens;
    private final HubTokens hub;
    /** Of the last answer that said that nothing waits, and to which cursor. */
    private @Nullable String mailboxTag;

    private String taggedCursor = "";
    private @Nullable String progressTag;

    RestDoor(URI base, SSLContext tls, OwnTokens tokens, HubTokens hub, Duration patience) {
        this.base = URI.create(base.toString().replaceAll("/*$", "/"));
        this.calls = new Calls(tls, patience, MOST_BYTES);
        this.tokens = tokens;
        this.hub = hub;
    }

    private record Found(JsonNode body, @Nullable String tag) {}

    @Override
    public void knock() throws IOException, InterruptedException {
        expect(calls.send(HttpRequest.newBuilder(base.resolve("status")).GET()), 200);
        mailboxTag = null;
        progressTag = null;
    }

    @Override
    public String leave(String jws, @Nullable URI replyTo) throws IOException, InterruptedException {
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
        HttpResponse<byte[]> answer = calls.send(authorised(call));
        expect(answer, 202);
        return read(answer).path("correlation").stringValue("");
    }

    /** Most are decided when they are asked for; where there is no outcome, the submission says whether there will be. */
    @Override
    public Optional<List<byte[]>> outcome(String correlation) throws IOException, InterruptedException {
        String submission = "submissions/" + correlation;
        HttpResponse<byte[]> answer = get(submission + "/outcome");
        if (answer.statusCode() == 404) {
            HttpResponse<byte[]> status = get(submission);
            if (status.statusCode() == 200) {
                return Optional.empty();
            }
            expect(status, 303); // decided in between
            answer = get(submission + "/outcome");
        }
        expect(answer, 200);
        return Optional.of(Frames.outcome(correlation, read(answer)));
    }

    private HttpResponse<byte[]> get(String what) throws IOException, InterruptedException {
        return calls.send(authorised(HttpRequest.newBuilder(base.resolve(what))));
    }

    @Override
    public Page waiting(String cursor) throws IOException, InterruptedException {
        String tag = cursor.equals(taggedCursor) ? mailboxTag : null;
        Optional<Found> found = ask("deliveries?cursor=" + cursor + "&limit=" + PAGE, tag);
        if (found.isEmpty()) {
            return new Page(List.of(), cursor);
        }
        List<byte[]> frames = Frames.items(found.get().body());
        mailboxTag = frames.isEmpty() ? found.get().tag() : null;
        taggedCursor = cursor;
        return new Page(
                frames,
                frames.isEmpty() ? cursor : found.get().body().path("cursor").stringValue(cursor));
    }

    @Override
    public List<byte[]> progress() throws IOException, InterruptedException {
        Optional<Found> found = ask("progress", progressTag);
        if (found.isEmpty()) {
            return List.of();
        }
        progressTag = found.get().tag();
        return Frames.progress(found.get().body());
    }

    private Optional<Found> ask(String what, @Nullable String tag) throws IOException, InterruptedException {
        HttpRequest.Builder call = HttpRequest.newBuilder(base.resolve(what));
        if (tag != null) {
            call.header("If-None-Match", tag);
        }
        HttpResponse<byte[]> answer = calls.send(authorised(call));
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

    private static void expect(HttpResponse<byte[]> answer, int status) throws NoAnswer, HubBusy {
        if (answer.statusCode() == status) {
            return;
        }
        String code = code(answer.body());
        if (answer.statusCode() == 429 || answer.statusCode() == 503) {
            throw new HubBusy(answer.statusCode() + " " + code, Calls.pause(answer));
        }
        throw new NoAnswer(answer.statusCode() + " " + code);
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
        calls.close();
    }
}
