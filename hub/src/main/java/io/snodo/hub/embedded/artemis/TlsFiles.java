package io.snodo.hub.embedded.artemis;

import io.snodo.hub.embedded.EmbeddedPartFailed;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;

/** The hub's certificate and key and the authority it trusts, in PEM; the broker wants them as PKCS#12 files. */
record TlsFiles(Path certificate, Path key, Path authority) {

    /** Paths and the password, made anew at every start. */
    record Stores(Path identity, Path trust, String password) {}

    /** Who has a certificate of {@code members} is let in too. */
    Stores writeInto(Path folder, String password, X509Certificate... members) {
        try {
            Files.createDirectories(folder);
            KeyStore identity = empty();
            Certificate[] chain = certificates(certificate).toArray(Certificate[]::new);
            identity.setKeyEntry(
                    "hub", privateKey(chain[0].getPublicKey().getAlgorithm()), password.toCharArray(), chain);
            KeyStore trust = empty();
            int number = 0;
            for (Certificate each : certificates(authority)) {
                trust.setCertificateEntry("authority-" + number++, each);
            }
            for (X509Certificate each : members) {
                trust.setCertificateEntry("authority-" + number++, each);
            }
            return new Stores(
                    write(identity, folder.resolve("identity.p12"), password),
                    write(trust, folder.resolve("trust.p12"), password),
                    password);
        } catch (IOException | GeneralSecurityException e) {
            throw new EmbeddedPartFailed(
                    "The broker's TLS files (" + certificate + ", " + key + ", " + authority + ") cannot be used ("
                            + e.getMessage() + "); they must be X.509 certificates and a PKCS#8 key in PEM.",
                    e);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    @SuppressWarnings("unchecked") // the factory for X.509 makes nothing else
    private static Collection<X509Certificate> certificates(Path pem) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(pem)) {
            Collection<X509Certificate> found = (Collection<X509Certificate>)
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new IOException("no certificate in " + pem);
            }
            return found;
        }
    }

    private PrivateKey privateKey(String algorithm) throws IOException, GeneralSecurityException {
        String pem = Files.readString(key, StandardCharsets.US_ASCII);
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    }

    private static Path write(KeyStore store, Path file, String password) throws IOException, GeneralSecurityException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
        }
        return file;
    }
}
