package io.snodo.ops.authority;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** TLS as a member of the demonstration does it: with its own certificate, trusting the demo's authority and nobody else. */
public final class MutualTls {
    private MutualTls() {}

    /** {@code keys} holds {@code link.pem} and {@code link.key}, its parent {@code authority.pem}. */
    public static SSLContext of(Path keys) throws IOException, GeneralSecurityException {
        X509Certificate authority = Pem.certificate(keys.resolveSibling("authority.pem"));
        KeyStore own = empty();
        own.setKeyEntry("link", Pem.key(keys.resolve("link.key")), new char[0], new X509Certificate[] {
            Pem.certificate(keys.resolve("link.pem")), authority
        });
        KeyManagerFactory key = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        key.init(own, new char[0]);
        KeyStore trusted = empty();
        trusted.setCertificateEntry("authority", authority);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(key.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
