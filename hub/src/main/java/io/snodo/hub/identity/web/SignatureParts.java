package io.snodo.hub.identity.web;

import io.snodo.hub.embedded.IssuingAuthority;
import io.snodo.hub.identity.ClientTls;
import io.snodo.hub.identity.HubSignature;
import io.snodo.hub.identity.NetworkAuthority;
import io.snodo.hub.members.Members;
import io.snodo.messages.enrolment.Purpose;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.ssl.pem.PemContent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the bindings verify members' signatures with, and what they sign the hub's own with. */
@Configuration(proxyBeanMethods = false)
class SignatureParts {
    @Bean
    NetworkAuthority networkAuthority(
            BindingsSettings settings, IssuingAuthority members, Members roster, Clock clock) {
        Path authority = settings.authority();
        List<X509Certificate> trusted =
                new ArrayList<>(authority == null ? List.of() : pem(authority).getCertificates());
        trusted.add(members.certificate());
        return new NetworkAuthority(trusted, certificate -> roster.bearer(certificate, Purpose.SIGNATURE), clock);
    }

    @Bean
    @ConditionalOnProperty("snodo.bindings.port")
    HubSignature hubSignature(BindingsSettings settings) {
        BindingsSettings.Signature signature = Objects.requireNonNull(settings.signature());
        List<X509Certificate> chain = pem(signature.certificate()).getCertificates();
        PrivateKey key = pem(signature.key()).getPrivateKey();
        if (chain.isEmpty() || key == null) {
            throw new IllegalArgumentException("snodo.bindings.signature: no certificate or no PKCS#8 key in "
                    + signature.certificate() + " and " + signature.key());
        }
        return new HubSignature(chain, key);
    }

    /** The hub shows members the certificate that they see when they call it. */
    @Bean
    @ConditionalOnProperty("snodo.bindings.port")
    ClientTls clientTls(BindingsSettings settings, IssuingAuthority members) {
        return new ClientTls(settings.tls(members.certificate()).createSslContext());
    }

    private static PemContent pem(Path file) {
        try {
            return PemContent.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the file " + file + " cannot be read", e);
        }
    }
}
