package io.snodo.hub.identity.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.catalina.connector.Connector;
import org.apache.commons.logging.LogFactory;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.boot.tomcat.SslConnectorCustomizer;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** The door with two locks: HTTPS on a port of its own, where nobody comes in without a certificate of the network. */
@Component
class BindingsConnector implements WebServerFactoryCustomizer<TomcatWebServerFactory> {
    /** AEAD with ephemeral keys only, as the Italian guidelines want it (ID_AUTH_CHANNEL_02). */
    private static final SslOptions STRONG = SslOptions.of(
            new String[] {
                "TLS_AES_256_GCM_SHA384",
                "TLS_AES_128_GCM_SHA256",
                "TLS_CHACHA20_POLY1305_SHA256",
                "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"
            },
            new String[] {"TLSv1.3", "TLSv1.2"});

    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final BindingsSettings settings;

    BindingsConnector(BindingsSettings settings) {
        this.settings = settings;
    }

    @Override
    public void customize(TomcatWebServerFactory server) {
        if (settings.port() != null) {
            server.addAdditionalConnectors(connector(settings.port()));
        }
    }

    private Connector connector(int port) {
        Connector connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");
        connector.setPort(port);
        connector.setScheme("https");
        connector.setSecure(true);
        AbstractHttp11Protocol<?> protocol = (AbstractHttp11Protocol<?>) connector.getProtocolHandler();
        protocol.setAddress(address());
        protocol.setSSLEnabled(true);
        protocol.setConnectionTimeout((int) SILENCE.toMillis());
        new SslConnectorCustomizer(LogFactory.getLog(BindingsConnector.class), connector, Ssl.ClientAuth.NEED)
                .customize(tls(), Map.of());
        return connector;
    }

    private SslBundle tls() {
        return SslBundle.of(
                new PemSslStoreBundle(
                        PemSslStoreDetails.forCertificate(uri(settings.certificate()))
                                .withPrivateKey(uri(settings.key())),
                        PemSslStoreDetails.forCertificate(uri(settings.authority()))),
                null,
                STRONG);
    }

    private InetAddress address() {
        try {
            return InetAddress.getByName(settings.address());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "snodo.bindings.address is no address of this machine: " + settings.address(), e);
        }
    }

    private static @Nullable String uri(@Nullable Path file) {
        return file == null ? null : file.toUri().toString();
    }
}
