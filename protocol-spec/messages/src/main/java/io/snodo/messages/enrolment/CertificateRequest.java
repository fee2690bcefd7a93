package io.snodo.messages.enrolment;

import io.snodo.messages.MemberCode;
import io.snodo.messages.seal.Elliptic;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** A certificate request (PKCS#10, RFC 2986): made by who has the key, read by who is asked for the certificate. */
public final class CertificateRequest {
    /** Longer than any with a key that is taken. */
    private static final int LONGEST = 8 * 1024;

    private static final Set<ASN1ObjectIdentifier> STRONG = Set.of(
            PKCSObjectIdentifiers.sha256WithRSAEncryption,
            PKCSObjectIdentifiers.sha384WithRSAEncryption,
            PKCSObjectIdentifiers.sha512WithRSAEncryption,
            X9ObjectIdentifiers.ecdsa_with_SHA256,
            X9ObjectIdentifiers.ecdsa_with_SHA384,
            X9ObjectIdentifiers.ecdsa_with_SHA512,
            EdECObjectIdentifiers.id_Ed25519);

    private static final Map<ASN1ObjectIdentifier, String> ALGORITHMS = Map.of(
            PKCSObjectIdentifiers.rsaEncryption, "RSA",
            X9ObjectIdentifiers.id_ecPublicKey, "EC",
            EdECObjectIdentifiers.id_Ed25519, "Ed25519");

    private final PKCS10CertificationRequest request;
    private final PublicKey key;

    private CertificateRequest(PKCS10CertificationRequest request, PublicKey key) {
        this.request = request;
        this.key = key;
    }

    /** In base64. */
    public static String make(MemberCode member, KeyPair pair) {
        try {
            String algorithm = switch (pair.getPrivate().getAlgorithm()) {
                case "EC" -> "SHA256withECDSA";
                case "RSA" -> "SHA256withRSA";
                default -> "Ed25519";
            };
            PKCS10CertificationRequest made = new JcaPKCS10CertificationRequestBuilder(
                            new X500Name("CN=" + member.value()), pair.getPublic())
                    .build(new JcaContentSignerBuilder(algorithm).build(pair.getPrivate()));
            return Base64.getEncoder().encodeToString(made.getEncoded());
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalArgumentException("no certificate can be requested for such a key", e);
        }
    }

    /** Without trusting it; empty for what is none. */
    public static Optional<CertificateRequest> read(String base64) {
        if (base64.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(base64);
            PKCS10CertificationRequest request = new PKCS10CertificationRequest(der);
            SubjectPublicKeyInfo key = request.getSubjectPublicKeyInfo();
            String algorithm = ALGORITHMS.get(key.getAlgorithm().getAlgorithm());
            return algorithm == null
                    ? Optional.empty()
                    : Optional.of(new CertificateRequest(
                            request,
                            KeyFactory.getInstance(algorithm)
                                    .generatePublic(new X509EncodedKeySpec(key.getEncoded()))));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    /** Whether who made it has the key, and signed with a hash that still holds. */
    public boolean isSigned() {
        if (!STRONG.contains(request.getSignatureAlgorithm().getAlgorithm())) {
            return false;
        }
        try {
            return request.isSignatureValid(new JcaContentVerifierProviderBuilder()
                    .setProvider(Elliptic.PROVIDER)
                    .build(request.getSubjectPublicKeyInfo()));
        } catch (OperatorCreationException | PKCSException | IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether it names {@code member} and nobody else. */
    public boolean names(MemberCode member) {
        String[] names = Arrays.stream(request.getSubject().getRDNs(BCStyle.CN))
                .flatMap(rdn -> Arrays.stream(rdn.getTypesAndValues()))
                .filter(each -> each.getType().equals(BCStyle.CN))
                .map(each -> IETFUtils.valueToString(each.getValue()))
                .toArray(String[]::new);
        return names.length == 1 && names[0].equals(member.value());
    }

    public PublicKey key() {
        return key;
    }
}
