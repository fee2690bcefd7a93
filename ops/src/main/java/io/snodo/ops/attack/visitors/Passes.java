package io.snodo.ops.attack.visitors;

import io.snodo.conformance.wire.Credentials;
import io.snodo.conformance.wire.rest.Digests;
import io.snodo.conformance.wire.rest.Tokens;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.Sealed;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What shows who calls, for programs. */
public final class Passes {
    private Passes() {}

    /** The JSON API's own token: {@code as} whom, signed with whose key. */
    public static HttpHand.Pass bearer(MemberCode as, SealKey key) {
        return (_, _) -> {
            Instant now = Instant.now();
            byte[] claims = Json.MAPPER.writeValueAsBytes(Map.of(
                    "iss", as.value(),
                    "aud", "hub",
                    "iat", now.getEpochSecond(),
                    "exp", now.plusSeconds(120).getEpochSecond(),
                    "jti", UUID.randomUUID().toString()));
            return Map.of("Authorization", "Bearer " + Sealed.sign(claims, "JWT", key));
        };
    }

    /** ModI tokens, {@code as} whom, signed by {@code credentials}. */
    public static HttpHand.Pass modi(MemberCode as, Credentials credentials, String audience, Clock clock) {
        Tokens tokens = new Tokens(credentials.requiredSignature(), as.value(), audience, clock);
        return (type, body) -> {
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("Authorization", "Bearer " + tokens.sign(tokens.claims()));
            if (!type.isEmpty()) {
                String digest = Digests.of(body);
                Map<String, Object> integrity = tokens.claims();
                integrity.put("signed_headers", List.of(Map.of("digest", digest), Map.of("content-type", type)));
                Map<String, Object> audit = tokens.claims();
                audit.put("userID", "operator-7");
                audit.put("userLocation", "desk-3");
                headers.put("Digest", digest);
                headers.put("Agid-JWT-Signature", tokens.sign(integrity));
                headers.put("Agid-JWT-TrackingEvidence", tokens.sign(audit));
            }
            return headers;
        };
    }

    /** A cookie of a session that was begun elsewhere. */
    public static HttpHand.Pass cookie(String cookies) {
        return (_, _) -> Map.of("Cookie", cookies);
    }
}
