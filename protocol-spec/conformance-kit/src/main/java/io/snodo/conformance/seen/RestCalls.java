package io.snodo.conformance.seen;

import io.snodo.conformance.seen.Event.What;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Calls of the hub at a member's endpoint carry tokens for that member, over what they bring, and none of them twice. */
final class RestCalls implements Standing.Rule {
    private static final String BEARER = "Bearer ";

    private final @Nullable X509Certificate hub;
    private final Set<Object> ids = new HashSet<>();

    RestCalls(@Nullable X509Certificate hub) {
        this.hub = hub;
    }

    @Override
    public String title() {
        return "a call of the hub over REST carries its tokens, for the member that is called, over what it brings, once";
    }

    @Override
    public Set<String> shows() {
        return Set.of("ST-556");
    }

    @Override
    public Optional<String> flaw(Event event) {
        JsonNode seen = event.content();
        if (event.what() != What.CALLED
                || !seen.path("binding").stringValue("").equals("rest")
                || !seen.has("called")) {
            return Optional.empty();
        }
        JsonNode headers = seen.path("headers");
        String authorization = headers.path("authorization").stringValue("");
        String token = authorization.startsWith(BEARER) ? authorization.substring(BEARER.length()) : "";
        String integrity = headers.path("agid-jwt-signature").stringValue("");
        String member = seen.path("member").stringValue("");
        String digest = headers.path("digest").stringValue("");
        return SignedToken.flaw(token, hub, member, event.at())
                .or(() -> SignedToken.flaw(integrity, hub, member, event.at()))
                .or(() -> digest.equals(seen.path("digest").stringValue("-"))
                                && SignedToken.covers(integrity, "digest", digest)
                                && SignedToken.covers(
                                        integrity,
                                        "content-type",
                                        headers.path("content-type").stringValue(""))
                        ? Optional.empty()
                        : Optional.of("its signature does not cover what it brings"))
                .or(() -> headers.path("x-correlation-id").stringValue("").isEmpty()
                        ? Optional.of("it has no X-Correlation-ID")
                        : Optional.empty())
                .or(() -> ids.add(String.valueOf(SignedToken.claims(token).get("jti")))
                        ? Optional.empty()
                        : Optional.of("its token has been seen before"))
                .map(what -> "the call " + seen.path("called").stringValue("") + ": " + what);
    }
}
