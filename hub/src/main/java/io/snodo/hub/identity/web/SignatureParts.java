package io.snodo.hub.identity.web;

import io.snodo.hub.identity.ClientTls;
import io.snodo.hub.identity.HubSignature;
import io.snodo.hub.identity.NetworkAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
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
    NetworkAuthority networkAuthority(BindingsSettings settings, Clock clock) {
        Path authority = settings.authority();
        return new NetworkAuthority(
                authority == null ? List.of() : pem(authority).getCertificates(), clock);
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
    ClientTls clientTls(BindingsSettings settings) {
        return new ClientTls(settings.tls().createSslContext());
    }

    private static PemContent pem(Path file) {
        try {
            return PemContent.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the file " + file + " cannot be read", e);
        }
    }
}
