package io.snodo.conformance.seen;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.conformance.soap.Composing;
import io.snodo.conformance.soap.Pen;
import io.snodo.conformance.wire.Stranger;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class SpokeEnvelopesTest {
    private static final String HUB = "https://localhost:8443/soap/staffetta/v1";

    private Pen own;
    private SpokeEnvelopes rule;

    @BeforeEach
    void make() throws GeneralSecurityException {
        Stranger spoke = Stranger.named(new MemberCode("c_l736"));
        own = new Pen(spoke.certificate(), spoke.key());
        rule = new SpokeEnvelopes(spoke.certificate());
    }

    @Test
    void aGoodRequestIsGoodOnce() {
        ObjectNode call = asked();

        assertThat(rule.flaw(event(call))).isEmpty();
        assertThat(rule.flaw(event(call))).get().asString().contains("MessageID");
        assertThat(rule.flaw(event(asked()))).isEmpty();
    }

    @Test
    void aRequestThatIsNotSignedOrNotForTheHubIsAFlaw() {
        for (String word : List.of("unsigned", "body-unsigned", "body-changed", "to-another", "stale", "sha1-digest")) {
            assertThat(rule.flaw(event(asked(word)))).as(word).isPresent();
        }
        assertThat(rule.flaw(event(asked().put("peer", "c_g337")))).isPresent();
        assertThat(rule.flaw(event(asked().put("type", "application/soap+xml"))))
                .isPresent();
        assertThat(new SpokeEnvelopes(null).flaw(event(asked()))).isPresent();
    }

    @Test
    void whatIsBroughtIsConfirmedByItsOwnAnswer() {
        ObjectNode brought = Json.MAPPER
                .createObjectNode()
                .put("binding", "soap")
                .put("brought", "deliver")
                .put("status", 200)
                .put("correlation", "a-correlation")
                .put("acknowledges", "a-correlation")
                .put("operation", "deliverResponse");

        assertThat(rule.flaw(event(brought))).isEmpty();
        assertThat(rule.flaw(event(brought.deepCopy().put("status", 503)))).isEmpty();
        assertThat(rule.flaw(event(brought.deepCopy().put("acknowledges", "another"))))
                .isPresent();
        assertThat(rule.flaw(event(brought.deepCopy().put("operation", "tellResponse"))))
                .isPresent();
    }

    private ObjectNode asked(String... spoiled) {
        byte[] octets = new Composing(own, _ -> own, Clock.systemUTC())
                .compose(new Composing.Wanted(HUB, "<s:registry/>", null, null, List.of(spoiled)))
                .octets();
        return Json.MAPPER
                .createObjectNode()
                .put("binding", "soap")
                .put("to", HUB)
                .put("member", "c_l736")
                .put("peer", "c_l736")
                .put("type", "text/xml; charset=UTF-8")
                .put("request", new String(octets, StandardCharsets.UTF_8));
    }

    private static Event event(ObjectNode content) {
        return new Event(1, Instant.now(), "spoke", "hub", Event.What.CALLED, null, null, content);
    }
}
