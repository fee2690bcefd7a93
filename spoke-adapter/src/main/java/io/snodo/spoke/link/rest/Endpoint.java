package io.snodo.spoke.link.rest;

import io.snodo.messages.Json;
import io.snodo.spoke.link.Mailroom;
import io.snodo.spoke.link.http.Call;
import io.snodo.spoke.link.http.Listener;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Where the hub calls: deliveries, progress and outcomes. Acknowledges after they are durable here, and not before. */
final class Endpoint implements Listener.Taking {
    private final HubTokens hub;
    private final Mailroom mailroom;

    Endpoint(HubTokens hub, Mailroom mailroom) {
        this.hub = hub;
        this.mailroom = mailroom;
    }

    @Override
    public Call.Reply take(Call call) throws IOException {
        int status = status(call);
        return new Call.Reply(
                status,
                status == 200 ? "application/json" : "application/problem+json",
                Json.MAPPER.writeValueAsBytes(
                        status == 200 ? Map.of("correlation", correlation(call)) : Map.of("status", status)));
    }

    private int status(Call call) throws IOException {
        if (!hub.letsIn(bearer(call.header("Authorization")))) {
            return 401;
        }
        Optional<byte[]> came = call.body();
        if (came.isEmpty()) {
            return 413;
        }
        byte[] body = came.get();
        String digest = Digest.of(body);
        if (!digest.equals(call.header("Digest"))
                || !hub.covers(call.header("Agid-JWT-Signature"), digest, call.header("Content-Type"))) {
            return 401;
        }
        List<byte[]> frames;
        try {
            JsonNode json = Json.MAPPER.readTree(body);
            frames = json.has("items") ? Frames.items(json) : Frames.outcome(correlation(call), json);
        } catch (JacksonException e) {
            return 400;
        }
        if (!frames.isEmpty()) {
            mailroom.receive(frames);
        }
        return 200;
    }

    private static String correlation(Call call) {
        String correlation = call.header("X-Correlation-ID");
        return correlation == null || correlation.length() > 64 ? "" : correlation;
    }

    private static @Nullable String bearer(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                ? authorization.substring(7).strip()
                : null;
    }
}
