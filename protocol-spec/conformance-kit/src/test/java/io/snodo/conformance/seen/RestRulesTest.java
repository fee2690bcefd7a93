package io.snodo.conformance.seen;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.conformance.seen.Event.What;
import io.snodo.conformance.wire.Credentials.Signature;
import io.snodo.conformance.wire.Stranger;
import io.snodo.conformance.wire.rest.Digests;
import io.snodo.conformance.wire.rest.Tokens;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The rules about calls at endpoints, which are in no case's recorded exchange. */
class RestRulesTest {
    private static final byte[] BODY = "{\"items\":[]}".getBytes(StandardCharsets.UTF_8);
    private static final String MEMBER = "c_l736";

    private final Stranger hub = stranger();
    private final RestCalls calls = new RestCalls(hub.certificate());

    @Test
    void aCallWithTheHubsTokensIsGood() {
        assertThat(calls.flaw(event(call(hub, MEMBER)))).isEmpty();
        assertThat(calls.flaw(event(call(hub, MEMBER)))).isEmpty();
    }

    @Test
    void aCallIsBadThatIsForAnotherByAnotherOrOfAnotherBody() {
        ObjectNode changed = call(hub, MEMBER);
        changed.put("digest", Digests.of(new byte[0]));
        ObjectNode unnamed = call(hub, MEMBER);
        ((ObjectNode) unnamed.path("headers")).remove("x-correlation-id");
        ObjectNode open = call(hub, MEMBER);
        ((ObjectNode) open.path("headers")).remove("authorization");

        assertThat(calls.flaw(event(call(hub, "c_g337")))).isPresent();
        assertThat(calls.flaw(event(call(stranger(), MEMBER)))).isPresent();
        assertThat(calls.flaw(event(changed))).isPresent();
        assertThat(calls.flaw(event(unnamed))).isPresent();
        assertThat(calls.flaw(event(open))).isPresent();
    }

    @Test
    void aCallIsBadWhoseTokenHasBeenSeen() {
        ObjectNode call = call(hub, MEMBER);

        assertThat(calls.flaw(event(call))).isEmpty();
        assertThat(calls.flaw(event(call))).isPresent();
    }

    @Test
    void aCallIsAcknowledgedWith200AndItsOwnId() {
        SpokeAcknowledges rule = new SpokeAcknowledges();

        assertThat(rule.flaw(event(answer(200, true)))).isEmpty();
        assertThat(rule.flaw(event(answer(200, false)))).isPresent();
        assertThat(rule.flaw(event(answer(204, true)))).isPresent();
    }

    private static JsonNode answer(int status, boolean own) {
        return Json.MAPPER.createObjectNode().put("answered", status).put("ownCorrelation", own);
    }

    private static ObjectNode call(Stranger by, String audience) {
        Tokens tokens = new Tokens(new Signature(by.key(), by.certificate()), "hub", audience, Clock.systemUTC());
        Map<String, Object> integrity = tokens.claims();
        integrity.put(
                "signed_headers",
                List.of(Map.of("digest", Digests.of(BODY)), Map.of("content-type", "application/json")));
        ObjectNode call = Json.MAPPER.createObjectNode();
        call.put("binding", "rest").put("called", "POST /staffetta").put("member", MEMBER);
        call.put("digest", Digests.of(BODY));
        call.putObject("headers")
                .put("authorization", "Bearer " + tokens.sign(tokens.claims()))
                .put("agid-jwt-signature", tokens.sign(integrity))
                .put("digest", Digests.of(BODY))
                .put("content-type", "application/json")
                .put("x-correlation-id", "0b7e");
        return call;
    }

    private static Event event(JsonNode content) {
        return new Event(1, Instant.now(), "hub", "A", What.CALLED, null, null, content);
    }

    private static Stranger stranger() {
        try {
            return Stranger.named(new MemberCode("hub"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
