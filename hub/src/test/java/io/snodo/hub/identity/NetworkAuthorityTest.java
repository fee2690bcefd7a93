package io.snodo.hub.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.hub.TestAuthority;
import io.snodo.messages.MemberCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.ssl.pem.PemContent;

class NetworkAuthorityTest {
    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    @Test
    void namesTheMemberOfACertificateThatLeadsToIt() {
        TestAuthority authority = new TestAuthority(folder);
        X509Certificate parma = read(authority.signature("c_g337").certificate());
        X509Certificate root = read(authority.certificate());
        NetworkAuthority ours = new NetworkAuthority(List.of(root), Clock.systemUTC());

        assertThat(ours.memberOf(List.of(parma))).contains(new MemberCode("c_g337"));
        assertThat(ours.memberOf(List.of(parma, root))).contains(new MemberCode("c_g337"));
    }

    @Test
    void vouchesForNobodyElse() {
        TestAuthority authority = new TestAuthority(folder);
        X509Certificate root = read(authority.certificate());
        X509Certificate forged =
                read(new TestAuthority(elsewhere).signature("c_g337").certificate());
        X509Certificate nameless = read(authority.signature("Comune di Parma!").certificate());
        NetworkAuthority ours = new NetworkAuthority(List.of(root), Clock.systemUTC());

        assertThat(ours.memberOf(List.of(forged))).isEmpty();
        assertThat(ours.memberOf(List.of(forged, root))).isEmpty();
        assertThat(ours.memberOf(List.of(nameless))).isEmpty();
        assertThat(ours.memberOf(List.of(root))).isEmpty();
        assertThat(ours.memberOf(List.of())).isEmpty();
        assertThat(new NetworkAuthority(List.of(), Clock.systemUTC()).memberOf(List.of(forged)))
                .isEmpty();
    }

    @Test
    void aCertificateIsGoodForItsTimeOnly() {
        TestAuthority authority = new TestAuthority(folder);
        X509Certificate parma = read(authority.signature("c_g337").certificate());
        X509Certificate root = read(authority.certificate());
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(3));

        assertThat(new NetworkAuthority(List.of(root), later).memberOf(List.of(parma)))
                .isEmpty();
    }

    private static X509Certificate read(Path pem) {
        try {
            return PemContent.load(pem).getCertificates().getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
