package io.snodo.hub.doors.modi;

import static io.snodo.hub.TestHub.PARMA;
import static io.snodo.hub.TestHub.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.hub.TestHub;
import io.snodo.hub.doors.Stranger;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Whoever has the specification, an HTTP client and a JWT library can be a member that asks. */
class StrangerIT {
    private static final int SERIAL = 4712;

    @Test
    void handsATicketOverWithNothingOfOurs(@TempDir Path folder) throws Exception {
        Stranger stranger = Stranger.named("rest.py", "jwt, cryptography", "python3-jwt and python3-cryptography");
        try (TestHub hub = TestHub.prepared(folder)) {
            hub.bind(VENEZIA, "{kind: rest-pull}");
            hub.bind(PARMA, "{kind: rest-pull}");
            hub.startAgain();
            JsonNode told = stranger.play(Map.of(
                    "url", hub.bindings() + "/rest/staffetta/v1",
                    "authority", hub.authority().certificate().toString(),
                    "hubSeal", hub.sealCertificate(MemberCode.HUB).toString(),
                    "hubSignature", hub.signature(MemberCode.HUB).certificate().toString(),
                    "serial", SERIAL,
                    "members", List.of(member(hub, VENEZIA, "L736"), member(hub, PARMA, "G337"))));

            assertThat(told.path("ticket").asString())
                    .isEqualTo(TicketNumber.mint("L736", SERIAL).value());
            assertThat(told.path("forged").asString()).isEqualTo("seal_invalid");
            assertThat(told.path("status").asString()).isEqualTo("closed");
            assertThat(told.path("owner").asString()).isEqualTo(PARMA.value());
            assertThat(told.path("level").asString()).isEqualTo("L3");
            assertThat(told.path("opened").asInt()).isEqualTo(1);
            assertThat(told.path("closed").asInt()).isEqualTo(5);
        }
    }

    private static Map<String, String> member(TestHub hub, MemberCode code, String prefix) {
        return Map.of(
                "code", code.value(),
                "prefix", prefix,
                "link", hub.link(code).certificate().toString(),
                "linkKey", hub.link(code).key().toString(),
                "signature", hub.signature(code).certificate().toString(),
                "signatureKey", hub.signature(code).key().toString(),
                "sealKey", hub.sealKeyFile(code).toString());
    }
}
