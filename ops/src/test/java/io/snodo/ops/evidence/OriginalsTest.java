package io.snodo.ops.evidence;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the hub has sealed for others is in the file as they sent it (ST-605). */
class OriginalsTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final byte[] SENT = "<e:Envelope/>".getBytes(StandardCharsets.UTF_8);
    private static final String DIGEST = Octets.encode(Octets.sha256(SENT));
    private static final EvidenceFile.Original ORIGINAL = new EvidenceFile.Original("1", Octets.encode(SENT));

    @Test
    void isWhatTheMessageNames() {
        assertThatCode(() -> Verifier.originals(file(ORIGINAL), List.of(message("1", DIGEST), message("2", null))))
                .doesNotThrowAnyException();
        assertThatCode(() -> Verifier.originals(file(), List.of(message("2", null))))
                .doesNotThrowAnyException();
    }

    @Test
    void isNotMissing() {
        flawed("original_of_another", file(), message("1", DIGEST));
    }

    @Test
    void isNotSomethingElse() {
        String other = Octets.encode("<e:Envelope></e:Envelope>".getBytes(StandardCharsets.UTF_8));

        flawed("original_of_another", file(new EvidenceFile.Original("1", other)), message("1", DIGEST));
        flawed("original_of_another", file(new EvidenceFile.Original("1", "not base64!")), message("1", DIGEST));
        flawed("original_of_another", file(new EvidenceFile.Original("2", ORIGINAL.octets())), message("1", DIGEST));
    }

    @Test
    void isOfAMessageThatSaysSo() {
        flawed("original_of_nothing", file(ORIGINAL), message("1", null));
    }

    private static void flawed(String key, EvidenceFile file, Recorded message) {
        assertThatThrownBy(() -> Verifier.originals(file, List.of(message)))
                .isInstanceOfSatisfying(
                        Flaw.class,
                        flaw -> org.assertj.core.api.Assertions.assertThat(flaw.key())
                                .isEqualTo(key));
    }

    private static EvidenceFile file(EvidenceFile.Original... originals) {
        EvidenceFile.Entry entry = new EvidenceFile.Entry("", "", 1, 0, List.of());
        return new EvidenceFile(
                "staffetta-evidence",
                "1.0",
                "L736-000042-T",
                "c_l736",
                NOON,
                List.of(entry),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Arrays.asList(originals),
                "");
    }

    private static Recorded message(String id, @Nullable String original) {
        return new Recorded(
                id,
                "",
                "note.add",
                "c_g337",
                List.of(),
                1,
                null,
                1,
                1,
                "c_g337",
                NOON,
                original,
                Hidden.NOTHING,
                new EvidenceFile.Entry("", "", 1, 0, List.of()));
    }
}
