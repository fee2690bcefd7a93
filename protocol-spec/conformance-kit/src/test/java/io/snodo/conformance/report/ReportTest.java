package io.snodo.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.conformance.Result;
import io.snodo.conformance.cases.CaseFiles;
import io.snodo.conformance.seen.Transcript;
import io.snodo.messages.seal.SealKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private final SealKey key = SealKey.generate();

    @TempDir
    Path folder;

    @Test
    void isSignedAndDrawsWhatWasSeen() throws IOException {
        write();

        assertThat(Report.holds(folder, key.verifyKey())).isTrue();
        assertThat(Report.holds(folder, SealKey.generate().verifyKey())).isFalse();
        assertThat(folder.resolve("report.md"))
                .content()
                .contains("sequenceDiagram", "A->>hub: ticket.open", "hub->>A: L1 ticket.open, number 1");
    }

    @Test
    void doesNotHoldOnceItWasChanged() throws IOException {
        write();
        Files.writeString(folder.resolve("report.json"), "{}");

        assertThat(Report.holds(folder, key.verifyKey())).isFalse();
    }

    private void write() throws IOException {
        Transcript seen = Transcript.read(Files.readString(Path.of("src/test/resources/exchanges/H-CUS-01.jsonl")));
        Result result =
                new Result(CaseFiles.of("hub").getFirst(), "", "", Duration.ofMillis(5), seen.scene(), seen.events());
        Report.Run run = new Report.Run("hub", "amqp", "amqps://example", "", 1, Instant.EPOCH, "1 of 1 MUSTs covered");
        Report.write(
                folder, run, List.of(result), List.of(), List.of(), seen.hub(), seen.spoke(), seen.signature(), key);
    }
}
