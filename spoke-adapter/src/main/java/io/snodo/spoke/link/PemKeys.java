package io.snodo.spoke.link;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Makes a TLS context for a client from PEM files; no key store file and no password to keep. */
public final class PemKeys {
    private PemKeys() {}

    /** {@code key} is PKCS#8, unencrypted, of the kind that the certificate says; {@code authority} is trusted alone. */
    public static SSLContext client(Path certificate, Path key, Path authority) throws IOException {
        try {
            Certificate[] chain = certificates(certificate);
            KeyStore own = empty();
            own.setKeyEntry("link", privateKey(key, chain[0].getPublicKey().getAlgorithm()), new char[0], chain);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, new char[0]);

            KeyStore trusted = empty();
            int number = 0;
            for (Certificate trust : certificates(authority)) {
                trusted.setCertificateEntry("authority-" + number++, trust);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);

            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    "no TLS from " + certificate + ", " + key + ", " + authority + ": " + e.getMessage(), e);
        }
    }

    /** Our certificate, and those it was issued by where the file has them. */
    public static List<X509Certificate> chain(Path pem) throws IOException {
        try {
            return Arrays.stream(certificates(pem))
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (GeneralSecurityException e) {
            throw new IOException("no certificate in " + pem + ": " + e.getMessage(), e);
        }
    }

    /** {@code key} is PKCS#8, unencrypted, of the kind that {@code certificate} is for. */
    public static PrivateKey key(Path key, X509Certificate certificate) throws IOException {
        try {
            return privateKey(key, certificate.getPublicKey().getAlgorithm());
        } catch (GeneralSecurityException e) {
            throw new IOException("no key in " + key + ": " + e.getMessage(), e);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Certificate[] certificates(Path pem) throws GeneralSecurityException, IOException {
        try (InputStream in = Files.newInputStream(pem)) {
            Certificate[] found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .toArray(Certificate[]::new);
            if (found.length == 0) {
                throw new IOException("no certificate in " + pem);
            }
            return found;
        }
    }

    private static PrivateKey privateKey(Path pem, String algorithm) throws GeneralSecurityException, IOException {
        String text = Files.readString(pem, StandardCharsets.US_ASCII);
        byte[] der = Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    }
}
