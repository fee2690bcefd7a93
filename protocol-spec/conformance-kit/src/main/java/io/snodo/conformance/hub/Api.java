package io.snodo.conformance.hub;

import io.snodo.conformance.wire.Binding;
import io.snodo.conformance.wire.Credentials;
import io.snodo.messages.Json;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.Sealed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The JSON API, with tokens good and bad. */
final class Api {
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI hub;
    private final Clock clock;

    Api(URI hub, Clock clock) {
        this.hub = hub;
        this.clock = clock;
    }

    /** {@code token} is empty for a good one, or the way it is spoiled. */
    HttpResponse<String> call(
            Credentials who,
            String method,
            String path,
            String token,
            Map<String, String> headers,
            byte @Nullable [] body)
            throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(hub.resolve(path))
                .timeout(Duration.ofSeconds(15))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        if (!token.equals("missing")) {
            request.header("Authorization", "Bearer " + token(who, token));
        }
        if (token.equals("replayed")) {
            send(request.build());
        }
        return send(request.build());
    }

    private HttpResponse<String> send(HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new Binding.Unreachable("the API does not answer at " + request.uri(), e);
        }
    }

    private String token(Credentials who, String spoiled) {
        long now = clock.instant().getEpochSecond();
        ObjectNode claims = Json.MAPPER.createObjectNode();
        claims.put("iss", who.member().value());
        claims.put("aud", spoiled.equals("for-another") ? "somebody" : "hub");
        claims.put("iat", spoiled.equals("expired") ? now - 1000 : now);
        claims.put("exp", spoiled.equals("expired") ? now - 900 : spoiled.equals("too-long") ? now + 900 : now + 120);
        claims.put("jti", UUID.randomUUID().toString());
        if (spoiled.equals("without-jti")) {
            claims.remove("jti");
        }
        SealKey key = spoiled.equals("by-nobody") ? SealKey.generate() : who.seal();
        return Sealed.sign(
                Json.MAPPER.writeValueAsBytes(claims), spoiled.equals("of-another-type") ? "staffetta" : "JWT", key);
    }
}
