package io.snodo.hub.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.hub.members.Binding;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.Sealed;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConformanceReportTest {
    private static final MemberCode MILANO = new MemberCode("c_f205");

    private final SealKey kit = SealKey.generate();

    @Test
    void countsForTheMemberWhoseSpokeWasTriedOverItsBinding() {
        ConformanceReport report = read("300 of 300 MUSTs covered, 0 failed").orElseThrow();
        assertThat(report.isAbout(MILANO, Binding.AMQP, "spoke/1")).isTrue();
        assertThat(report.isAbout(MILANO, Binding.AMQP, "spoke/2")).isFalse();
        assertThat(report.isAbout(new MemberCode("c_a944"), Binding.AMQP, "spoke/1"))
                .isFalse();
        assertThat(report.isAbout(MILANO, new Binding.RestPull(), "spoke/1")).isFalse();
    }

    @Test
    void saysByWhoseKeyItIsSigned() {
        assertThat(read("300 of 300 MUSTs covered, 0 failed").orElseThrow().evidence())
                .contains(kit.verifyKey().keyId());
    }

    @Test
    void isNoneWhereSomethingFailedOrWasNotTried() {
        assertThat(read("300 of 300 MUSTs covered, 1 failed")).isEmpty();
        assertThat(read("299 of 300 MUSTs covered, 0 failed")).isEmpty();
        assertThat(read("0 of 0 MUSTs covered, 0 failed")).isEmpty();
    }

    private Optional<ConformanceReport> read(String result) {
        Map<String, Object> claims = Map.of(
                "role",
                "spoke",
                "binding",
                "amqp",
                "target",
                MILANO.value(),
                "software",
                "spoke/1",
                "at",
                "2026-11-23T09:00:00Z",
                "result",
                result,
                "key",
                kit.verifyKey().jwk());
        return ConformanceReport.read(Sealed.sign(Json.MAPPER.writeValueAsBytes(claims), "staffetta-conformance", kit));
    }
}
