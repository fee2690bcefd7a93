package io.snodo.hub.doors.amqp;

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

/** Whoever has the specification and an AMQP 1.0 library can be a spoke. */
class StrangerIT {
    private static final int SERIAL = 4711;

    @Test
    void handsATicketOverWithNothingOfOurs(@TempDir Path folder) throws Exception {
        Stranger stranger =
                Stranger.named("amqp.py", "proton, cryptography", "python3-qpid-proton and python3-cryptography");
        try (TestHub hub = TestHub.start(folder)) {
            JsonNode told = stranger.play(Map.of(
                    "broker", "amqps://localhost:" + hub.brokerPort(),
                    "authority", hub.authority().certificate().toString(),
                    "hubSeal", hub.hubSeal().certificate().toString(),
                    "serial", SERIAL,
                    "members", List.of(member(hub, VENEZIA, "L736"), member(hub, PARMA, "G337"))));

            assertThat(told.path("ticket").asString())
                    .isEqualTo(TicketNumber.mint("L736", SERIAL).value());
            assertThat(told.path("forged").asString()).isEqualTo("seal_invalid");
            assertThat(told.path("status").asString()).isEqualTo("closed");
            assertThat(told.path("owner").asString()).isEqualTo(PARMA.value());
            assertThat(told.path("sequence").valueStream().map(JsonNode::asInt)).containsExactly(1, 2, 3, 4, 5);
        }
    }

    private static Map<String, String> member(TestHub hub, MemberCode code, String prefix) {
        return Map.of(
                "code", code.value(),
                "prefix", prefix,
                "link", hub.link(code).certificate().toString(),
                "linkKey", hub.link(code).key().toString(),
                "seal", hub.sealFiles(code).certificate().toString(),
                "sealKey", hub.sealFiles(code).key().toString());
    }
}
