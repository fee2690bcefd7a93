package io.snodo.hub.embedded.authority;

import io.snodo.hub.embedded.EmbeddedPartFailed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.util.Base64;

/** An authority's certificate and key in PEM; what is made is readable by nobody else. */
record AuthorityFiles(Path certificate, Path key) {
    static AuthorityFiles in(Path folder) {
        return new AuthorityFiles(folder.resolve("authority.pem"), folder.resolve("authority.key"));
    }

    Authority readOrMake(Clock clock) {
        if (Files.notExists(certificate)) {
            make(clock);
        }
        return read();
    }

    Authority read() {
        try (InputStream in = Files.newInputStream(certificate)) {
            X509Certificate own =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            String pem = Files.readString(key, StandardCharsets.US_ASCII);
            byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
            PrivateKey secret = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
            return new Authority(own, secret);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw unusable(e);
        }
    }

    private void make(Clock clock) {
        try {
            Path folder = certificate.toAbsolutePath().getParent();
            Files.createDirectories(folder, only("rwx------"));
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            Files.deleteIfExists(key); // of a start that was broken off before the certificate was there
            Files.createFile(key, only("rw-------"));
            Files.writeString(key, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
            Files.writeString(
                    certificate, pem("CERTIFICATE", Authority.root(pair, clock).getEncoded()));
        } catch (IOException | GeneralSecurityException e) {
            throw unusable(e);
        }
    }

    private EmbeddedPartFailed unusable(Exception cause) {
        return new EmbeddedPartFailed(
                "The authority's files (" + certificate + ", " + key + ") cannot be used (" + cause.getMessage()
                        + "); they must be an X.509 certificate and its PKCS#8 key (P-256 or P-384) in PEM, see snodo.authority.",
                cause);
    }

    private static FileAttribute<?> only(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    private static String pem(String type, byte[] der) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(der)
                + "\n-----END " + type + "-----\n";
    }
}
