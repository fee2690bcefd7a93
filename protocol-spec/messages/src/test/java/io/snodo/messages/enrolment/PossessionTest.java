package io.snodo.messages.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.MemberCode;
import io.snodo.messages.seal.SealKey;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.junit.jupiter.api.Test;

/** Who has a key can show it, and nobody else; and an invitation is whole or nothing. */
class PossessionTest {
    private final SealKey seal = SealKey.generate();
    private final X25519PrivateKeyParameters hub = Possession.hubs(seal);
    private final X25519PrivateKeyParameters own = new X25519PrivateKeyParameters(new SecureRandom());
    private final Map<String, String> jwk = Possession.jwk(own);

    @Test
    void whoHasTheKeyShowsItForOneContextAndToOneHub() {
        KeyOffer offer = KeyOffer.jwk(jwk, Possession.proof(own, Possession.jwk(hub), "c", jwk.get("x")));

        assertThat(Possession.isProven(offer, hub, "c")).isTrue();
        assertThat(Possession.isProven(offer, hub, "d")).isFalse();
        assertThat(Possession.isProven(offer, Possession.hubs(SealKey.generate()), "c"))
                .isFalse();
    }

    @Test
    void aKeyOfLowOrderProvesNothing() {
        KeyOffer offer = KeyOffer.jwk(Map.of("kty", "OKP", "crv", "X25519", "x", "A".repeat(43)), "A".repeat(43));

        assertThat(Possession.isProven(offer, hub, "c")).isFalse();
    }

    @Test
    void aRequestNamesItsMemberAndIsSignedWithItsKey() throws Exception {
        String request = CertificateRequest.make(
                new MemberCode("c_l736"),
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair());

        CertificateRequest read = CertificateRequest.read(request).orElseThrow();

        assertThat(read.isSigned()).isTrue();
        assertThat(read.names(new MemberCode("c_l736"))).isTrue();
        assertThat(read.names(new MemberCode("c_g337"))).isFalse();
        assertThat(Purpose.SEAL.takes(read.key())).isTrue();
        assertThat(Purpose.LINK.takes(read.key())).isFalse();
        assertThat(CertificateRequest.read("AAAA")).isEmpty();
    }

    @Test
    void anInvitationSurvivesLineBreaksAndNothingElse() {
        Invitation invitation = new Invitation(
                UUID.randomUUID(),
                "https://hub.example.org/api/v1",
                new MemberCode("c_l736"),
                "Comune di Venezia",
                "secret",
                Instant.EPOCH,
                List.of(),
                Possession.jwk(hub),
                seal.verifyKey().jwk());
        String text = invitation.sealed(seal);

        assertThat(Invitation.read(text.replaceAll("(.{60})", "$1\n "))).contains(invitation);
        assertThat(Invitation.read(text.substring(0, text.length() - 2))).isEmpty();
        assertThat(Invitation.read(text.replace('a', 'b'))).isEmpty();
        assertThat(invitation.toString()).doesNotContain("secret");
    }
}
