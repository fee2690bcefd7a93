package io.snodo.ops.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The verifier on files that a hub gave out: whole, changed by meaning, and changed anywhere. */
class VerifierTest {
    private static final byte[] WHOLE = Examples.file("for-the-originator.json");
    private static final Verifier ALONE = new Verifier(List.of(), null);

    static List<Examples.Case> cases() {
        return Examples.cases();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void namesTheFlawThatTheSpecificationNames(Examples.Case example) {
        if (example.flaw() == null) {
            assertThat(ALONE.verify(example.file()).messages()).isNotEmpty();
        } else {
            assertThatThrownBy(() -> ALONE.verify(example.file()))
                    .isInstanceOfSatisfying(
                            Flaw.class, flaw -> assertThat(flaw.requirement()).isEqualTo(example.flaw()));
        }
    }

    /** Seeded, so that a failure can be had again; {@code -Dsnodo.octets=all} takes every octet, which takes minutes. */
    @Test
    void findsEveryOctetThatIsChanged() {
        boolean all = System.getProperty("snodo.octets", "").equals("all");
        Random random = new Random(42);
        int places = all ? WHOLE.length : 400;
        for (int i = 0; i < places; i++) {
            int at = all ? i : random.nextInt(WHOLE.length);
            byte[] changed = WHOLE.clone();
            changed[at] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> ALONE.verify(changed))
                    .as("octet %d of %d", at, WHOLE.length)
                    .isInstanceOf(Flaw.class);
        }
    }

    @Test
    void findsThatTheFileEndsEarlyOrGoesOn() {
        for (int length : new int[] {0, 1, WHOLE.length / 2, WHOLE.length - 2, WHOLE.length - 1}) {
            assertThatThrownBy(() -> ALONE.verify(java.util.Arrays.copyOf(WHOLE, length)))
                    .isInstanceOf(Flaw.class);
        }
        assertThatThrownBy(() -> ALONE.verify(java.util.Arrays.copyOf(WHOLE, WHOLE.length + 1)))
                .isInstanceOf(Flaw.class);
    }

    @Test
    void followsTheTicketFromHandToHand() {
        Proof proof = ALONE.verify(WHOLE);

        assertThat(proof.holdings())
                .extracting(Custody.Holding::owner, Custody.Holding::epoch, Custody.Holding::message)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("c_l736", 1L, 1L),
                        org.assertj.core.groups.Tuple.tuple("c_g337", 2L, 4L));
        Instant handed = proof.holdings().getFirst().until();
        assertThat(handed).isEqualTo(proof.holdings().getLast().from());
        assertThat(proof.holdings().getLast().until()).isNull();
    }

    @Test
    void saysInBothLanguagesWhatIsProvenAndWhatIsNot() {
        Proof proof = ALONE.verify(WHOLE);

        assertThat(Report.of(proof, Locale.ENGLISH))
                .contains(
                        "Held by Comune di Venezia (c_l736), epoch 1",
                        "Message 4 (acceptance of custody) was sealed by Comune di Parma (c_g337)",
                        "Message 7 (confirmation)",
                        "not yet anchored",
                        "entry 5 is one of this ticket",
                        "WHAT IT DOES NOT PROVE",
                        "give its certificate with --hub")
                .doesNotContain("Buca chiusa", "{0}", "{1}");
        assertThat(Report.of(proof, Locale.ITALIAN))
                .contains("CHE COSA PROVA", "SOLO PAROLA DELLO SNODO", "CHE COSA NON PROVA", "presa in carico");
    }

    @Test
    void comparesTheHubAndTheAuthorityWithCertificatesFromOutside() throws Exception {
        JsonNode file = EvidenceFile.JSON.readTree(WHOLE);
        X509Certificate hub = certificate(file.path("keys").get(0).path("certificate"));
        X509Certificate authority = certificate(file.path("anchors").get(0).path("authority"));

        assertThat(Report.of(new Verifier(List.of(authority, hub), authority).verify(WHOLE), Locale.ENGLISH))
                .doesNotContain("--hub", "--authority");
        assertThatThrownBy(() -> new Verifier(List.of(authority), null).verify(WHOLE))
                .isInstanceOfSatisfying(
                        Flaw.class, flaw -> assertThat(flaw.key()).isEqualTo("hub_is_another"));
        assertThatThrownBy(() -> new Verifier(List.of(), hub).verify(WHOLE))
                .isInstanceOfSatisfying(
                        Flaw.class, flaw -> assertThat(flaw.key()).isEqualTo("authority_is_another"));
    }

    @Test
    void aFileCannotWriteOverTheTerminal() {
        assertThat(new Words(Locale.ENGLISH).say("flaw.key_unusable", "c_l736\u001b[2J\r"))
                .doesNotContain("\u001b", "\r");
    }

    private static X509Certificate certificate(JsonNode der) throws Exception {
        return KeyRing.certificate(Base64.getUrlDecoder().decode(der.asString()));
    }
}
