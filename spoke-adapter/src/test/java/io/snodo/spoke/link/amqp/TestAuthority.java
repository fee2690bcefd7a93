package io.snodo.spoke.link.amqp;

import io.snodo.messages.MemberCode;
import io.snodo.spoke.link.Notary;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** Issues what a spoke and a broker need to meet over TLS, into a folder of the test's. */
public final class TestAuthority {
    private static final String PASSWORD = "of-this-test-only";

    private final Path folder;
    private final KeyPair pair;
    private final X509Certificate certificate;

    public TestAuthority(Path folder) throws IOException, GeneralSecurityException {
        this.folder = Files.createDirectories(folder);
        this.pair = p256();
        this.certificate = sign(
                "authority", SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()), true);
        write("authority.pem", "CERTIFICATE", certificate.getEncoded());
    }

    public Path file(String name) {
        return folder.resolve(name);
    }

    /** {@code <name>.link.pem} and {@code .key}: P-256, for TLS. */
    public void link(String name) throws IOException, GeneralSecurityException {
        KeyPair own = p256();
        X509Certificate issued =
                sign(name, SubjectPublicKeyInfo.getInstance(own.getPublic().getEncoded()), false);
        write(name + ".link.pem", "CERTIFICATE", issued.getEncoded());
        write(name + ".link.key", "PRIVATE KEY", own.getPrivate().getEncoded());
    }

    /** {@code <name>.signature.pem} and {@code .key}: RSA, for tokens. */
    public void signature(String name) throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair own = generator.generateKeyPair();
        X509Certificate issued =
                sign(name, SubjectPublicKeyInfo.getInstance(own.getPublic().getEncoded()), false);
        write(name + ".signature.pem", "CERTIFICATE", issued.getEncoded());
        write(name + ".signature.key", "PRIVATE KEY", own.getPrivate().getEncoded());
    }

    /** {@code <name>.seal.pem} and {@code .key}: the key that the notary has for the participant. */
    public void seal(MemberCode participant) throws IOException, GeneralSecurityException {
        Ed25519PrivateKeyParameters key = new Ed25519PrivateKeyParameters(Notary.seedOf(participant));
        SubjectPublicKeyInfo info = SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(key.generatePublicKey());
        write(
                participant + ".seal.pem",
                "CERTIFICATE",
                sign(participant.value(), info, false).getEncoded());
        // the plain form of RFC 8410: a header of 16 bytes, then the key
        String pkcs8 = "302e020100300506032b657004220420" + HexFormat.of().formatHex(key.getEncoded());
        write(participant + ".seal.key", "PRIVATE KEY", HexFormat.of().parseHex(pkcs8));
    }

    /** The parameters that make a broker's acceptor serve as {@code localhost} and trust this authority. */
    Map<String, String> acceptor() throws IOException, GeneralSecurityException {
        KeyPair own = p256();
        X509Certificate issued =
                sign("hub", SubjectPublicKeyInfo.getInstance(own.getPublic().getEncoded()), false);
        keep("broker.p12", own.getPrivate(), issued);
        keep("trust.p12", null, certificate);
        return Map.of(
                "keyStorePath",
                file("broker.p12").toString(),
                "keyStorePassword",
                PASSWORD,
                "keyStoreType",
                "PKCS12",
                "trustStorePath",
                file("trust.p12").toString(),
                "trustStorePassword",
                PASSWORD,
                "trustStoreType",
                "PKCS12");
    }

    private void keep(String name, @Nullable PrivateKey key, X509Certificate issued)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        if (key == null) {
            store.setCertificateEntry("authority", issued);
        } else {
            store.setKeyEntry("own", key, PASSWORD.toCharArray(), new Certificate[] {issued});
        }
        try (OutputStream out = Files.newOutputStream(file(name))) {
            store.store(out, PASSWORD.toCharArray());
        }
    }

    private void write(String name, String label, byte[] der) throws IOException {
        String lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        Files.writeString(file(name), "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n");
    }

    private X509Certificate sign(String name, SubjectPublicKeyInfo key, boolean authority)
            throws GeneralSecurityException, CertIOException {
        Instant now = Instant.now();
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                new X500Name("CN=authority"),
                BigInteger.valueOf(System.nanoTime()),
                Date.from(now.minus(Duration.ofMinutes(5))),
                Date.from(now.plus(Duration.ofDays(1))),
                new X500Name("CN=" + name),
                key);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")));
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static KeyPair p256() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }
}
