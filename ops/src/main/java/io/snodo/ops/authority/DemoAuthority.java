package io.snodo.ops.authority;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * An authority that lives in a folder and vouches for nothing outside it: it issues a TLS certificate (P-256), a seal
 * certificate (Ed25519) and one for tokens and SOAP envelopes (P-256 or RSA) to each member of a demonstration. What is there and
 * good for another week is kept.
 */
public final class DemoAuthority {
    private static final Duration VALID = Duration.ofDays(90);
    private static final Duration RENEW_BEFORE = Duration.ofDays(7);
    private static final SecureRandom RANDOM = new SecureRandom();
    /** The folder of the keys that time-stamps are signed with. */
    static final String TIME_STAMPS = "time-stamps";

    private final Path folder;
    private final Clock clock;
    private final X509Certificate certificate;
    private final PrivateKey key;

    private DemoAuthority(Path folder, Clock clock, X509Certificate certificate, PrivateKey key) {
        this.folder = folder;
        this.clock = clock;
        this.certificate = certificate;
        this.key = key;
    }

    /** The authority in {@code folder}, made there if there is none or its certificate is running out. */
    public static DemoAuthority in(Path folder, Clock clock) throws IOException, GeneralSecurityException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path certificateFile = folder.resolve("authority.pem");
        Path keyFile = folder.resolve("authority.key");
        if (Files.exists(keyFile) && Files.exists(certificateFile)) {
            X509Certificate found = Pem.certificate(certificateFile);
            if (lasts(found, clock)) {
                return new DemoAuthority(folder, clock, found, Pem.key(keyFile));
            }
        }
        KeyPair pair = p256();
        X500Name name = name("Snodo demo authority");
        JcaX509v3CertificateBuilder builder = builder(name, name, pair, clock, VALID.multipliedBy(2));
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        X509Certificate made = sign(builder, pair.getPrivate());
        Pem.write(pair.getPrivate(), keyFile);
        Pem.write(made, certificateFile);
        return new DemoAuthority(folder, clock, made, pair.getPrivate());
    }

    /** What TLS on both sides trusts. */
    public Path certificateFile() {
        return folder.resolve("authority.pem");
    }

    /**
     * Sees to {@code name}'s folder: {@code link.pem} and {@code link.key} for TLS, {@code seal.pem} and {@code seal.key},
     * {@code encrypt.pem} and {@code encrypt.key} for what is told in confidence, and {@code signature.pem} and {@code signature.key} for tokens and SOAP envelopes.
     */
    public Path issue(String name) throws IOException, GeneralSecurityException {
        return issue(name, Signatures.P256);
    }

    /** The same, with {@code signature.key} of the kind that {@code name}'s system can sign with. */
    public Path issue(String name, Signatures signatures) throws IOException, GeneralSecurityException {
        Path own = Files.createDirectories(folder.resolve(name));
        if (!good(own.resolve("link.pem"), own.resolve("link.key"))) {
            KeyPair pair = p256();
            X509v3CertificateBuilder builder = builder(certificate(), name(name), pair, clock, VALID);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
            }));
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                new GeneralName(GeneralName.dNSName, "localhost"), new GeneralName(GeneralName.iPAddress, "127.0.0.1")
            }));
            keep(own, "link", builder, pair);
        }
        if (!good(own.resolve("seal.pem"), own.resolve("seal.key"))) {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            X509v3CertificateBuilder builder = builder(certificate(), name(name), pair, clock, VALID);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(
                    Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
            keep(own, "seal", builder, pair);
        }
        if (!good(own.resolve("encrypt.pem"), own.resolve("encrypt.key"))) {
            KeyPair pair = KeyPairGenerator.getInstance("X25519").generateKeyPair();
            X509v3CertificateBuilder builder = builder(certificate(), name(name), pair, clock, VALID);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyAgreement));
            keep(own, "encrypt", builder, pair);
        }
        if (!good(own.resolve("signature.pem"), own.resolve("signature.key"))) {
            KeyPair pair = signatures == Signatures.RSA ? rsa() : p256();
            X509v3CertificateBuilder builder = builder(certificate(), name(name), pair, clock, VALID);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(
                    Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
            keep(own, "signature", builder, pair);
        }
        return own;
    }

    /** Writes a certificate of a new seal key alone, whose other half is forgotten: for crowds that say nothing. */
    public void vouch(String name, Path certificateFile) throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        X509v3CertificateBuilder builder = builder(certificate(), name(name), pair, clock, VALID);
        builder.addExtension(
                Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
        Pem.write(sign(builder, key), certificateFile);
    }

    /** Sees to {@code stamp.pem} and {@code stamp.key} of the time-stamping authority. */
    public void issueTimeStamps() throws IOException, GeneralSecurityException {
        Path own = Files.createDirectories(folder.resolve(TIME_STAMPS));
        if (!good(own.resolve("stamp.pem"), own.resolve("stamp.key"))) {
            KeyPair pair = p256();
            X509v3CertificateBuilder builder =
                    builder(certificate(), name("Snodo demo time-stamps"), pair, clock, VALID);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            // critical and alone, as RFC 3161, 2.3 wants it
            builder.addExtension(
                    Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
            keep(own, "stamp", builder, pair);
        }
    }

    private void keep(Path own, String purpose, X509v3CertificateBuilder builder, KeyPair pair)
            throws IOException, GeneralSecurityException {
        X509Certificate made = sign(builder, key);
        Pem.write(pair.getPrivate(), own.resolve(purpose + ".key"));
        Pem.write(made, own.resolve(purpose + ".pem"));
    }

    private boolean good(Path certificateFile, Path keyFile) throws IOException, GeneralSecurityException {
        if (!Files.exists(certificateFile) || !Files.exists(keyFile)) {
            return false;
        }
        X509Certificate found = Pem.certificate(certificateFile);
        return lasts(found, clock) && signedBy(found, certificate);
    }

    private static boolean signedBy(X509Certificate found, X509Certificate authority) {
        try {
            found.verify(authority.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false; // of an authority that has been replaced since
        }
    }

    private static boolean lasts(X509Certificate certificate, Clock clock) {
        return certificate.getNotAfter().toInstant().isAfter(clock.instant().plus(RENEW_BEFORE));
    }

    private X500Name certificate() {
        return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    }

    private static X500Name name(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, "Snodo, demonstration only")
                .addRDN(BCStyle.CN, commonName)
                .build();
    }

    private static JcaX509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, KeyPair pair, Clock clock, Duration valid) {
        Instant now = clock.instant();
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(120, RANDOM).setBit(120),
                Date.from(now.minus(Duration.ofMinutes(5))),
                Date.from(now.plus(valid)),
                subject,
                pair.getPublic());
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey by)
            throws GeneralSecurityException, CertIOException {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(by)));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException("this JDK cannot sign with P-256", e);
        }
    }

    private static KeyPair rsa() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static KeyPair p256() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }
}
