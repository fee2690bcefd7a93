package io.snodo.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority for tests: issues certificates and writes them and their keys as PEM into a folder. */
public final class TestAuthority {
    private static final BigInteger STEP = BigInteger.valueOf(System.nanoTime());

    private final KeyPair keys = generate("EC");
    private final X509Certificate certificate = issue("snodo test authority", keys, true, inTwoDays());
    private final Path folder;

    public TestAuthority(Path folder) {
        this.folder = folder;
        write(folder.resolve("authority.pem"), "CERTIFICATE", encoded(certificate));
    }

    public Path certificate() {
        return folder.resolve("authority.pem");
    }

    /** A pair of PEM files. */
    public record Identity(Path certificate, Path key) {}

    /** For TLS, P-256: {@code name} becomes the common name. */
    public Identity link(String name) {
        return identity(name, "link", generate("EC"), inTwoDays());
    }

    /** For seals, Ed25519. */
    public Identity seal(String name) {
        return seal(name, inTwoDays());
    }

    /** For tokens and SOAP envelopes, RSA. */
    public Identity signature(String name) {
        return identity(name, "signature", generate("RSA"), inTwoDays());
    }

    /** The same, with a certificate that ends at {@code end}, to the second. */
    public Identity seal(String name, Instant end) {
        return identity(name, "seal", generate("Ed25519"), end);
    }

    private static Instant inTwoDays() {
        return Instant.now().plus(Duration.ofDays(2));
    }

    private Identity identity(String name, String purpose, KeyPair pair, Instant end) {
        Path pem = folder.resolve(name + "-" + purpose + ".pem");
        Path key = folder.resolve(name + "-" + purpose + ".key");
        write(pem, "CERTIFICATE", encoded(issue(name, pair, false, end)));
        write(key, "PRIVATE KEY", pair.getPrivate().getEncoded());
        return new Identity(pem, key);
    }

    private X509Certificate issue(String name, KeyPair subject, boolean authority, Instant end) {
        try {
            Instant now = Instant.now();
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    new X500Name("CN=snodo test authority"),
                    STEP.add(BigInteger.valueOf(System.nanoTime())),
                    Date.from(now.minus(Duration.ofHours(1))),
                    Date.from(end),
                    new X500Name("CN=" + name),
                    subject.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                new GeneralName(GeneralName.dNSName, "localhost"), new GeneralName(GeneralName.iPAddress, "127.0.0.1")
            }));
            PrivateKey signer = keys.getPrivate();
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer)));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair generate(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("EC")) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(Path file, String kind, byte[] der) {
        try {
            Files.writeString(
                    file,
                    "-----BEGIN " + kind + "-----\n"
                            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + kind
                            + "-----\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
