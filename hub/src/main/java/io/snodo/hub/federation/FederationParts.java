package io.snodo.hub.federation;

import io.snodo.hub.identity.ClientTls;
import io.snodo.hub.identity.HubSignature;
import io.snodo.hub.modi.HubTokens;
import io.snodo.messages.MemberCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Clock;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemContent;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The client that calls neighbours, where this hub has a name among hubs. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty({"snodo.bindings.port", "snodo.federation.code"})
class FederationParts {
    @Bean
    HubCalls hubCalls(FederationSettings settings, ClientTls tls, HubSignature signature, HubReach reach, Clock clock) {
        String own = Objects.requireNonNull(settings.code());
        return new HubCalls(
                new MemberCode(own),
                hub -> {
                    FederationSettings.Identity identity = settings.hubs().get(hub.value());
                    return identity == null
                            ? new HubCalls.Line(client(tls.context(), settings), HubTokens.of(signature, own, clock))
                            : new HubCalls.Line(
                                    client(context(identity), settings), HubTokens.of(signature(identity), own, clock));
                },
                settings.answer(),
                reach);
    }

    private static HttpClient client(SSLContext context, FederationSettings settings) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(context)
                .connectTimeout(settings.connect())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    private static SSLContext context(FederationSettings.Identity identity) {
        return SslBundle.of(new PemSslStoreBundle(
                        PemSslStoreDetails.forCertificate(uri(identity.certificate()))
                                .withPrivateKey(uri(identity.key())),
                        PemSslStoreDetails.forCertificate(uri(identity.authority()))))
                .createSslContext();
    }

    private static HubSignature signature(FederationSettings.Identity identity) {
        try {
            PrivateKey key = PemContent.load(identity.signatureKey()).getPrivateKey();
            return new HubSignature(
                    PemContent.load(identity.signatureCertificate()).getCertificates(), Objects.requireNonNull(key));
        } catch (IOException e) {
            throw new UncheckedIOException("snodo.federation: a signature's file cannot be read", e);
        }
    }

    private static String uri(Path file) {
        return file.toUri().toString();
    }
}
