package io.snodo.hub.embedded.artemis;

import java.security.cert.X509Certificate;
import java.util.Optional;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.utils.CertificateUtil;

/** The certificate that somebody has shown when he came, of which TLS has seen that it is his; none within this process. */
final class Shown {
    private Shown() {}

    static Optional<X509Certificate> on(RemotingConnection connection) {
        X509Certificate[] certificates = CertificateUtil.getCertsFromConnection(connection);
        return certificates == null || certificates.length == 0 ? Optional.empty() : Optional.of(certificates[0]);
    }
}
