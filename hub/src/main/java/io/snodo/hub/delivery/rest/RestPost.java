package io.snodo.hub.delivery.rest;

import io.snodo.hub.delivery.Answer;
import io.snodo.hub.delivery.Parcel;
import io.snodo.hub.delivery.Post;
import io.snodo.hub.members.Binding;
import io.snodo.hub.modi.CallTokens;
import io.snodo.hub.modi.HubTokens;
import io.snodo.hub.modi.Integrity;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
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
import tools.jackson.core.JacksonException;

/**
 * Calls members' endpoints with the hub's tokens over mutual TLS (NONBLOCK_PUSH_REST). A call is good when it is answered
 * 200 with an acknowledgement of its own correlation id; nothing else is, and nobody is led elsewhere by a redirect.
 */
final class RestPost implements Post, AutoCloseable {
    private static final String JSON = "application/json";
    private static final int LONGEST_ANSWER = 4096;

    private final HttpClient client;
    private final HubTokens tokens;
    private final Duration answer;

    RestPost(HttpClient client, HubTokens tokens, Duration answer) {
        this.client = client;
        this.tokens = tokens;
        this.answer = answer;
    }

    private record Acknowledgement(UUID correlation) {}

    @Override
    public boolean serves(Binding binding) {
        return binding instanceof Binding.RestPush;
    }

    @Override
    public Result put(MemberCode member, URI to, Parcel parcel) {
        Envelope envelope = Envelope.of(parcel);
        CompletableFuture<HttpResponse<Answer>> call =
                client.sendAsync(request(member, to, envelope), _ -> Answer.bounded(LONGEST_ANSWER));
        try {
            // the client's own time-out ends with the headers; this one covers an answer that drips
            return result(call.get(answer.toMillis(), TimeUnit.MILLISECONDS), envelope.correlation());
        } catch (TimeoutException e) {
            call.cancel(true);
            return new Result.Wait("endpoint_slow");
        } catch (ExecutionException e) {
            return new Result.Wait("endpoint_away");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result.Wait("interrupted");
        }
    }

    private HttpRequest request(MemberCode member, URI to, Envelope envelope) {
        UUID id = UUID.randomUUID();
        String digest = Integrity.digest(envelope.json());
        Map<String, String> signed = new LinkedHashMap<>();
        signed.put("digest", digest);
        signed.put("content-type", JSON);
        return HttpRequest.newBuilder(to)
                .timeout(answer)
                .header("Authorization", "Bearer " + tokens.authorization(member, id))
                .header(CallTokens.SIGNATURE, tokens.integrity(member, id, signed, null))
                .header("Digest", digest)
                .header("Content-Type", JSON)
                .header("Accept", JSON)
                .header("X-Correlation-ID", envelope.correlation().toString())
                .POST(HttpRequest.BodyPublishers.ofByteArray(envelope.json()))
                .build();
    }

    /** What says that this parcel is at fault is little: whatever may be the endpoint's own fault is waited for. */
    private static Result result(HttpResponse<Answer> response, UUID correlation) {
        return switch (response.statusCode()) {
            case 200 ->
                acknowledges(response.body(), correlation)
                        ? new Result.Put()
                        : new Result.Wait("endpoint_acknowledges_wrongly");
            case 400, 409, 413, 422 -> new Result.AtFault("endpoint_refuses_" + response.statusCode());
            default -> new Result.Wait("endpoint_answers_" + response.statusCode());
        };
    }

    private static boolean acknowledges(Answer answer, UUID correlation) {
        try {
            return answer.whole()
                    && correlation.equals(Json.MAPPER
                            .readValue(answer.bytes(), Acknowledgement.class)
                            .correlation());
        } catch (JacksonException e) {
            return false;
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
