package io.snodo.ops.authority;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.VerifyKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoAuthorityTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-22T08:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    @Test
    void namesTheMemberInTheCertificateThatTheBrokerReads() throws Exception {
        Path own = DemoAuthority.in(folder, NOW).issue("c_g337");

        X509Certificate link = Pem.certificate(own.resolve("link.pem"));

        assertThat(link.getSubjectX500Principal().getName()).contains("CN=c_g337");
        assertThat(link.getSubjectAlternativeNames()).hasSize(2);
        link.verify(Pem.certificate(folder.resolve("authority.pem")).getPublicKey());
    }

    @Test
    void issuesASealKeyThatTheMessagesCanUse() throws Exception {
        Path own = DemoAuthority.in(folder, NOW).issue("hub");
        byte[] words = "parola".getBytes(StandardCharsets.UTF_8);

        VerifyKey verify = VerifyKey.read(own.resolve("seal.pem"));
        SealKey seal = SealKey.read(own.resolve("seal.key"), verify);

        assertThat(verify.verify(words, seal.sign(words))).isTrue();
    }

    @Test
    void issuesACertificateOfTheCheaperKindForTokensAndEnvelopes() throws Exception {
        X509Certificate made =
                Pem.certificate(DemoAuthority.in(folder, NOW).issue("c_g337").resolve("signature.pem"));

        assertThat(((ECPublicKey) made.getPublicKey()).getParams().getOrder().bitLength())
                .isEqualTo(256);
        assertThat(made.getKeyUsage()[0]).as("digitalSignature").isTrue();
        made.verify(Pem.certificate(folder.resolve("authority.pem")).getPublicKey());
    }

    @Test
    void issuesAnRsaCertificateToThoseWhoKnowNothingElse() throws Exception {
        X509Certificate made = Pem.certificate(
                DemoAuthority.in(folder, NOW).issue("c_g337", Signatures.RSA).resolve("signature.pem"));

        assertThat(((RSAPublicKey) made.getPublicKey()).getModulus().bitLength())
                .isEqualTo(2048);
        assertThat(made.getKeyUsage()[0]).as("digitalSignature").isTrue();
        made.verify(Pem.certificate(folder.resolve("authority.pem")).getPublicKey());
    }

    @Test
    void letsNobodyButTheOwnerReadAKey() throws Exception {
        DemoAuthority.in(folder.resolve("keys"), NOW).issue("hub");

        try (Stream<Path> files = Files.walk(folder.resolve("keys"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".key")))
                    .hasSize(5)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void keepsWhatIsGoodAndRenewsWhatRunsOut() throws Exception {
        Path own = DemoAuthority.in(folder, NOW).issue("hub");
        byte[] first = Files.readAllBytes(own.resolve("link.pem"));

        DemoAuthority.in(folder, NOW).issue("hub");
        byte[] again = Files.readAllBytes(own.resolve("link.pem"));
        DemoAuthority.in(folder, Clock.offset(NOW, Duration.ofDays(85))).issue("hub");
        byte[] late = Files.readAllBytes(own.resolve("link.pem"));

        assertThat(again).isEqualTo(first);
        assertThat(late).isNotEqualTo(first);
    }

    @Test
    void issuesAnewWhatAReplacedAuthorityHadSigned() throws Exception {
        Path own = DemoAuthority.in(folder, NOW).issue("hub");
        byte[] first = Files.readAllBytes(own.resolve("seal.pem"));
        Files.delete(folder.resolve("authority.key"));

        DemoAuthority.in(folder, NOW).issue("hub");

        assertThat(Files.readAllBytes(own.resolve("seal.pem"))).isNotEqualTo(first);
    }
}
