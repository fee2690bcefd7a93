package io.snodo.conformance.spoke.rest;

import com.sun.net.httpserver.Headers;
import io.snodo.conformance.seen.SignedToken;
import io.snodo.conformance.wire.rest.Digests;
import io.snodo.messages.Addresses;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Whether a spoke's message came with all its tokens: who calls, over what, and on whose behalf. */
record SpokeTokens(X509Certificate spoke, String hub, Clock clock) {

    /** What is wrong; empty if nothing is. */
    Optional<String> flaw(Headers headers, byte[] body) {
        Instant now = clock.instant();
        String authorization = first(headers, "Authorization");
        String integrity = first(headers, "Agid-JWT-Signature");
        String audit = first(headers, "Agid-JWT-TrackingEvidence");
        if (audit.isEmpty()) {
            audit = first(headers, "Agid-JWT-Tracking-Evidence");
        }
        String digest = Digests.of(body);
        String type = Addresses.typeOf(new String(body, StandardCharsets.US_ASCII));
        Map<String, Object> said = SignedToken.claims(audit);
        return SignedToken.flaw(authorization.replaceFirst("^Bearer ", ""), spoke, hub, now)
                .or(() -> SignedToken.flaw(integrity, spoke, hub, now))
                .or(() -> digest.equals(first(headers, "Digest"))
                                && SignedToken.covers(integrity, "digest", digest)
                                && SignedToken.covers(integrity, "content-type", type)
                        ? Optional.empty()
                        : Optional.of("its signature does not cover digest and content-type"))
                .or(() -> said.containsKey("userID") && said.containsKey("userLocation") && said.containsKey("iss")
                        ? Optional.empty()
                        : Optional.of("it does not say who has acted and where"))
                .map(what -> "has tokens of which one is wrong: " + what);
    }

    private static String first(Headers headers, String name) {
        String value = headers.getFirst(name);
        return value == null ? "" : value;
    }
}
