package io.snodo.hub.identity.web;

import io.snodo.hub.embedded.Comings;
import io.snodo.hub.embedded.IssuingAuthority;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import org.apache.catalina.connector.Connector;
import org.apache.commons.logging.LogFactory;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.SslConnectorCustomizer;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** The door with two locks: HTTPS on a port of its own, where nobody comes in without a certificate of the network. */
@Component
class BindingsConnector implements WebServerFactoryCustomizer<TomcatWebServerFactory> {
    /** Three signed tokens with their certificates (authorisation, integrity, audit), and room for the rest. */
    private static final int HEADERS = 32 * 1024;

    private final BindingsSettings settings;
    private final IssuingAuthority members;
    private final Duration silence;

    /** {@code silence} ends a request at every port of the hub's. */
    BindingsConnector(
            BindingsSettings settings,
            IssuingAuthority members,
            @Value("${server.tomcat.connection-timeout}") Duration silence) {
        this.settings = settings;
        this.members = members;
        this.silence = silence;
    }

    @Override
    public void customize(TomcatWebServerFactory server) {
        if (settings.port() != null) {
            server.addAdditionalConnectors(connector(settings.port()));
        }
    }

    private Connector connector(int port) {
        Comings comings =
                new Comings(settings.comings().perSecond(), settings.comings().burst(), System::nanoTime);
        Http11NioProtocol protocol = new Http11NioProtocol(new GuardedEndpoint(comings));
        Connector connector = new Connector(protocol);
        connector.setPort(port);
        connector.setScheme("https");
        connector.setSecure(true);
        // Tomcat's own pool has 200 places, which one member could take by calling slowly
        protocol.setExecutor(new VirtualThreadExecutor("bindings-"));
        protocol.setAddress(address());
        protocol.setSSLEnabled(true);
        protocol.setConnectionTimeout((int) silence.toMillis());
        protocol.setMaxHttpRequestHeaderSize(HEADERS);
        new SslConnectorCustomizer(LogFactory.getLog(BindingsConnector.class), connector, Ssl.ClientAuth.NEED)
                .customize(settings.tls(members.certificate()), Map.of());
        return connector;
    }

    private InetAddress address() {
        try {
            return InetAddress.getByName(settings.address());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "snodo.bindings.address is no address of this machine: " + settings.address(), e);
        }
    }
}
