package io.snodo.hub.embedded.artemis;

import io.snodo.hub.TestAuthority;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.jspecify.annotations.Nullable;

/** Any AMQP 1.0 client with a certificate; an ordinary one, not ours. */
public final class Spoke {
    private static final char[] NO_PASSWORD = {};

    private Spoke() {}

    public static Connection connect(int port, TestAuthority trusted, TestAuthority.@Nullable Identity identity)
            throws JMSException, GeneralSecurityException, IOException {
        JmsConnectionFactory factory = new JmsConnectionFactory(
                "amqps://localhost:" + port
                        + "?jms.sendTimeout=20000&jms.requestTimeout=20000&jms.connectTimeout=20000&amqp.saslMechanisms=EXTERNAL");
        factory.setSslContext(context(trusted, identity));
        Connection connection = factory.createConnection();
        try {
            connection.start();
            return connection;
        } catch (JMSException e) {
            connection.close();
            throw e;
        }
    }

    static SSLContext context(TestAuthority trusted, TestAuthority.@Nullable Identity identity)
            throws GeneralSecurityException, IOException {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("authority", certificate(trusted.certificate()));
        TrustManagerFactory trustManagers = TrustManagerFactory.getInstance("PKIX");
        trustManagers.init(trust);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                identity == null ? new KeyManager[0] : keyManagers(identity), trustManagers.getTrustManagers(), null);
        return context;
    }

    private static KeyManager[] keyManagers(TestAuthority.Identity identity)
            throws GeneralSecurityException, IOException {
        byte[] der =
                Base64.getMimeDecoder().decode(Files.readString(identity.key()).replaceAll("-----[A-Z ]+-----", ""));
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry(
                "own",
                KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der)),
                NO_PASSWORD,
                new Certificate[] {certificate(identity.certificate())});
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance("PKIX");
        keyManagers.init(own, NO_PASSWORD);
        return keyManagers.getKeyManagers();
    }

    private static Certificate certificate(Path pem) throws GeneralSecurityException, IOException {
        try (InputStream in = Files.newInputStream(pem)) {
            return CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
