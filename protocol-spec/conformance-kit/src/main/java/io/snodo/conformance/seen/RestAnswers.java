package io.snodo.conformance.seen;

import io.snodo.conformance.seen.Event.What;
import io.snodo.messages.refusal.Catalogue;
import io.snodo.messages.refusal.RefusalCode;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Answers over REST are signed by the hub over what they say and what was asked, or are problems of the catalogue. */
final class RestAnswers implements Standing.Rule {
    private static final Set<String> OPEN = Set.of("GET /status", "GET /openapi.yaml");

    private final @Nullable X509Certificate hub;

    RestAnswers(@Nullable X509Certificate hub) {
        this.hub = hub;
    }

    @Override
    public String title() {
        return "an answer over REST is signed by the hub, over what it says and what was asked, or is a problem of the"
                + " catalogue";
    }

    @Override
    public Set<String> shows() {
        return Set.of("ST-549");
    }

    @Override
    public Optional<String> flaw(Event event) {
        JsonNode seen = event.content();
        if (event.what() != What.CALLED
                || !seen.path("binding").stringValue("").equals("rest")
                || !seen.has("call")
                || OPEN.contains(seen.path("call").stringValue(""))) {
            return Optional.empty();
        }
        int status = seen.path("status").intValue(0);
        Optional<String> flaw = status >= 400
                ? problem(seen, status)
                : seen.path("octets").intValue(0) > 0 ? signature(seen, event) : Optional.empty();
        return flaw.map(what -> "the answer to " + seen.path("call").stringValue("") + ": " + what);
    }

    private Optional<String> signature(JsonNode seen, Event event) {
        JsonNode headers = seen.path("headers");
        String digest = headers.path("digest").stringValue("");
        String token = headers.path("agid-jwt-signature").stringValue("");
        String asked = seen.path("asked").stringValue("");
        if (!digest.equals(seen.path("digest").stringValue("-"))) {
            return Optional.of("its Digest is not that of its body");
        }
        return SignedToken.flaw(token, hub, seen.path("member").stringValue(""), event.at())
                .map(what -> "in its signature, " + what)
                .or(() -> SignedToken.covers(token, "digest", digest)
                        ? Optional.empty()
                        : Optional.of("its signature does not cover its digest"))
                .or(() -> asked.isEmpty()
                                || asked.equals(SignedToken.claims(token).get("request_digest"))
                        ? Optional.empty()
                        : Optional.of("request_digest is not what was asked"));
    }

    private static Optional<String> problem(JsonNode seen, int status) {
        JsonNode problem = seen.path("content");
        String code = problem.path("code").stringValue("");
        Optional<RefusalCode> known = Arrays.stream(RefusalCode.values())
                .filter(each -> each.wire().equals(code))
                .findFirst();
        if (known.isEmpty()) {
            return Optional.of(status + " without a code of the catalogue");
        }
        JsonNode headers = seen.path("headers");
        boolean agrees = Catalogue.of(known.get()).http() == status
                && problem.path("status").intValue(0) == status
                && headers.path("content-type").stringValue("").startsWith("application/problem+json")
                && problem.path("correlation")
                        .stringValue("-")
                        .equals(headers.path("x-correlation-id").stringValue(""));
        return agrees ? Optional.empty() : Optional.of("status, type or correlation do not agree with " + code);
    }
}
