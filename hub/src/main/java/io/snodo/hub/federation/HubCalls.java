package io.snodo.hub.federation;

import io.snodo.hub.delivery.Answer;
import io.snodo.hub.members.NearHub;
import io.snodo.hub.modi.CallTokens;
import io.snodo.hub.modi.HubTokens;
import io.snodo.hub.modi.Integrity;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.refusal.RefusalCode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/** Calls neighbours over mutual TLS with this hub's tokens, like a member calls its hub (ST-741). */
final class HubCalls implements AutoCloseable {
    private static final String JSON = "application/json";
    private static final int LONGEST_ANSWER = 2 * Json.MAX_MESSAGE_BYTES;
    private static final int LONGEST_FILE = 64 * Json.MAX_MESSAGE_BYTES;

    private final MemberCode own;
    private final Function<MemberCode, Line> lines;
    private final Duration answer;
    private final HubReach reach;
    private final Map<MemberCode, Line> open = new LinkedHashMap<>();

    /** What one neighbour is called with. */
    record Line(HttpClient client, HubTokens tokens) {}

    HubCalls(MemberCode own, Function<MemberCode, Line> lines, Duration answer, HubReach reach) {
        this.own = own;
        this.lines = lines;
        this.answer = answer;
        this.reach = reach;
    }

    MemberCode own() {
        return own;
    }

    /** What came of a call. */
    sealed interface Result {
        record Answered(HubAnswer answer) implements Result {}

        /** Nothing wrong with what was brought: the neighbour is away, slow, or not what it should be. */
        record Away(String cause) implements Result {}

        /** The neighbour refuses this very content. */
        record AtFault(String cause) implements Result {}
    }

    /** Returns within a bounded time. */
    Result call(NearHub hub, HubCall call) {
        Line line = line(hub.code());
        CompletableFuture<HttpResponse<Answer>> sent =
                line.client().sendAsync(request(hub, line.tokens(), call), _ -> Answer.bounded(LONGEST_ANSWER));
        try {
            HttpResponse<Answer> response = sent.get(answer.toMillis(), TimeUnit.MILLISECONDS);
            Result result = result(response, call.items().size());
            seen(hub.code(), response, result);
            return result;
        } catch (TimeoutException e) {
            sent.cancel(true);
            reach.away(hub.code(), "hub_slow");
            return new Result.Away("hub_slow");
        } catch (ExecutionException e) {
            reach.away(hub.code(), "hub_away");
            return new Result.Away("hub_away");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result.Away("interrupted");
        }
    }

    /** What came of asking. */
    sealed interface Fetched {
        @SuppressWarnings("ArrayRecordComponent") // passed on at once, and compared by nobody
        record Found(byte[] file) implements Fetched {}

        record Nothing() implements Fetched {}

        record Away(String cause) implements Fetched {}
    }

    /** Asks for what lies at {@code path}; returns within a bounded time. */
    Fetched fetch(NearHub hub, String path) {
        Line line = line(hub.code());
        HttpRequest request = HttpRequest.newBuilder(at(hub, path))
                .timeout(answer)
                .header("Authorization", "Bearer " + line.tokens().authorization(MemberCode.HUB, UUID.randomUUID()))
                .header("Accept", JSON)
                .build();
        CompletableFuture<HttpResponse<Answer>> sent =
                line.client().sendAsync(request, _ -> Answer.bounded(LONGEST_FILE));
        try {
            HttpResponse<Answer> response = sent.get(answer.toMillis(), TimeUnit.MILLISECONDS);
            return switch (response.statusCode()) {
                case 200 ->
                    response.body().whole()
                            ? new Fetched.Found(response.body().bytes())
                            : new Fetched.Away("hub_answers_too_much");
                case 404 -> new Fetched.Nothing();
                default -> new Fetched.Away("hub_answers_" + response.statusCode());
            };
        } catch (TimeoutException e) {
            sent.cancel(true);
            reach.away(hub.code(), "hub_slow");
            return new Fetched.Away("hub_slow");
        } catch (ExecutionException e) {
            reach.away(hub.code(), "hub_away");
            return new Fetched.Away("hub_away");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Fetched.Away("interrupted");
        }
    }

    private static URI at(NearHub hub, String path) {
        String base = hub.endpoint().toString();
        return URI.create(base + (base.endsWith("/") ? "" : "/") + path);
    }

    private synchronized Line line(MemberCode hub) {
        return open.computeIfAbsent(hub, lines);
    }

    private HttpRequest request(NearHub hub, HubTokens tokens, HubCall call) {
        byte[] json = Json.MAPPER.writeValueAsBytes(call);
        UUID id = UUID.randomUUID();
        String digest = Integrity.digest(json);
        Map<String, String> signed = new LinkedHashMap<>();
        signed.put("digest", digest);
        signed.put("content-type", JSON);
        return HttpRequest.newBuilder(at(hub, "hubs/calls"))
                .timeout(answer)
                .header("Authorization", "Bearer " + tokens.authorization(MemberCode.HUB, id))
                .header(CallTokens.SIGNATURE, tokens.integrity(MemberCode.HUB, id, signed, null))
                .header("Agid-JWT-TrackingEvidence", tokens.audit(MemberCode.HUB, id))
                .header("Digest", digest)
                .header("Content-Type", JSON)
                .header("Accept", JSON)
                .POST(HttpRequest.BodyPublishers.ofByteArray(json))
                .build();
    }

    private void seen(MemberCode hub, HttpResponse<Answer> response, Result result) {
        int status = response.statusCode();
        switch (result) {
            case Result.Answered _ -> reach.reached(hub);
            case Result.AtFault _ -> reach.refusing(hub, code(response.body(), status));
            case Result.Away(String cause) -> {
                if (status >= 400 && status < 500) {
                    reach.refusing(hub, code(response.body(), status));
                } else {
                    reach.away(hub, cause);
                }
            }
        }
    }

    /** What it says is shown to people: a code that is published, or the status alone. */
    private static String code(Answer body, int status) {
        String otherwise = "http_" + status;
        try {
            String said = Json.MAPPER.readTree(body.bytes()).path("code").asString("");
            return Stream.of(RefusalCode.values())
                    .map(RefusalCode::wire)
                    .filter(said::equals)
                    .findFirst()
                    .orElse(otherwise);
        } catch (JacksonException e) {
            return otherwise;
        }
    }

    private static Result result(HttpResponse<Answer> response, int items) {
        return switch (response.statusCode()) {
            case 200 -> answered(response.body(), items);
            case 400, 409, 413, 422 -> new Result.AtFault("hub_refuses_" + response.statusCode());
            default -> new Result.Away("hub_answers_" + response.statusCode());
        };
    }

    private static Result answered(Answer body, int items) {
        try {
            HubAnswer answer = Json.MAPPER.readValue(body.bytes(), HubAnswer.class);
            return body.whole() && answer.items().size() == items
                    ? new Result.Answered(answer)
                    : new Result.Away("hub_answers_wrongly");
        } catch (JacksonException e) {
            return new Result.Away("hub_answers_wrongly");
        }
    }

    @Override
    public synchronized void close() {
        open.values().forEach(line -> line.client().shutdownNow());
    }
}
