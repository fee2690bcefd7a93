package io.snodo.spoke.desk.pages;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Keys and self-signed certificates for a spoke that a test starts. */
final class PemFiles {
    private PemFiles() {}

    /** Writes {@code <name>.pem} and {@code <name>.key} into {@code folder}; Ed25519. */
    static void seal(Path folder, String name) throws IOException, GeneralSecurityException {
        write(folder, name, KeyPairGenerator.getInstance("Ed25519").generateKeyPair(), "Ed25519");
    }

    /** The same with P-256. */
    static void tls(Path folder, String name) throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        write(folder, name, generator.generateKeyPair(), "SHA256withECDSA");
    }

    private static void write(Path folder, String name, KeyPair keys, String algorithm) throws IOException {
        X500Name subject = new X500Name("CN=" + name);
        Instant now = Instant.now();
        try {
            X509CertificateHolder certificate = new JcaX509v3CertificateBuilder(
                            subject,
                            BigInteger.ONE,
                            Date.from(now.minus(Duration.ofDays(1))),
                            Date.from(now.plus(Duration.ofDays(1))),
                            subject,
                            keys.getPublic())
                    .build(new JcaContentSignerBuilder(algorithm).build(keys.getPrivate()));
            pem(folder.resolve(name + ".pem"), "CERTIFICATE", certificate.getEncoded());
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("the JDK signs with " + algorithm, e);
        }
        pem(folder.resolve(name + ".key"), "PRIVATE KEY", keys.getPrivate().getEncoded());
    }

    private static void pem(Path file, String label, byte[] der) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {10}).encodeToString(der);
        Files.writeString(file, "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n");
    }
}
