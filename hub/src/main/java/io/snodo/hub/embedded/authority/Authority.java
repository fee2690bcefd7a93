package io.snodo.hub.embedded.authority;

import io.snodo.hub.embedded.IssuingAuthority;
import io.snodo.messages.enrolment.Purpose;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
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
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** Signs certificates (RFC 5280), none of which may sign another. */
final class Authority implements IssuingAuthority {
    private static final Duration LIFE = Duration.ofDays(3653);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SERIAL_BITS = 120;

    private final X509Certificate certificate;
    private final PrivateKey key;

    Authority(X509Certificate certificate, PrivateKey key) throws GeneralSecurityException {
        if (certificate.getBasicConstraints() < 0) {
            throw new GeneralSecurityException("it is no authority's certificate");
        }
        this.certificate = certificate;
        this.key = key;
    }

    /** Of its own; the name has chance in it, so that one made anew is not taken for the old one. */
    static X509Certificate root(KeyPair pair, Clock clock) throws GeneralSecurityException {
        byte[] chance = new byte[6];
        RANDOM.nextBytes(chance);
        X500Name name = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, "Snodo")
                .addRDN(BCStyle.CN, "Snodo members " + HexFormat.of().formatHex(chance))
                .build();
        Instant now = clock.instant();
        try {
            X509v3CertificateBuilder builder =
                    builder(name, now.minus(Duration.ofHours(1)), now.plus(LIFE), name, pair.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return signed(builder, pair.getPrivate());
        } catch (CertIOException e) {
            throw new GeneralSecurityException(e);
        }
    }

    @Override
    public X509Certificate certificate() {
        return certificate;
    }

    @Override
    public X509Certificate issue(Wanted wanted) {
        X500Name issuer =
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        X500Name subject = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, wanted.name())
                .addRDN(BCStyle.CN, wanted.member().value())
                .build();
        try {
            X509v3CertificateBuilder builder = builder(issuer, wanted.since(), wanted.until(), subject, wanted.key());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage(wanted.purpose())));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(certificate.getPublicKey()));
            if (wanted.purpose() == Purpose.LINK) {
                connecting(builder, wanted.host());
            }
            return signed(builder, key);
        } catch (CertIOException | GeneralSecurityException e) {
            throw new IllegalStateException("the authority cannot issue a certificate", e);
        }
    }

    private static int usage(Purpose purpose) {
        return switch (purpose) {
            case LINK -> KeyUsage.digitalSignature;
            case SEAL, SIGNATURE -> KeyUsage.digitalSignature | KeyUsage.nonRepudiation;
            case ENCRYPTION -> KeyUsage.keyAgreement;
        };
    }

    /** A member that is called shows there what it calls with. */
    private static void connecting(X509v3CertificateBuilder builder, @Nullable String host) throws CertIOException {
        if (host == null) {
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
            return;
        }
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
            KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_serverAuth
        }));
        int kind = host.matches("[0-9.]+|\\[?[0-9a-fA-F:]+:[0-9a-fA-F:]*\\]?")
                ? GeneralName.iPAddress
                : GeneralName.dNSName;
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(kind, host.replaceAll("[\\[\\]]", ""))));
    }

    private static X509v3CertificateBuilder builder(
            X500Name issuer, Instant since, Instant until, X500Name subject, PublicKey key) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS),
                Date.from(since),
                Date.from(until),
                subject,
                key);
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey by)
            throws GeneralSecurityException {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(by)));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException("the authority's key cannot sign", e);
        }
    }
}
