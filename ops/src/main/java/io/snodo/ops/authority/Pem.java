package io.snodo.ops.authority;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** Certificates and private keys as PEM files; a key is readable by its owner alone from the moment it exists. */
final class Pem {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    private Pem() {}

    static void write(X509Certificate certificate, Path file) throws IOException, GeneralSecurityException {
        replace(file, text("CERTIFICATE", certificate.getEncoded()), "rw-r--r--");
    }

    static void write(PrivateKey key, Path file) throws IOException {
        replace(file, text("PRIVATE KEY", key.getEncoded()), "rw-------");
    }

    static X509Certificate certificate(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    /** A P-256 key in PKCS#8, as {@link #write(PrivateKey, Path)} leaves it. */
    static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        String text = Files.readString(file, StandardCharsets.US_ASCII).replaceAll("-----[A-Z ]+-----", "");
        return KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(text)));
    }

    private static String text(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + LINES.encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    /** Whole or not at all: a launcher killed half-way leaves no half key behind. */
    private static void replace(Path file, String text, String permissions) throws IOException {
        Path beside = Files.createTempFile(
                file.getParent(),
                ".",
                ".pem",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
        Files.writeString(beside, text, StandardCharsets.US_ASCII);
        Files.setPosixFilePermissions(beside, PosixFilePermissions.fromString(permissions));
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
