package io.snodo.ops.evidence;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;

/**
 * A time-stamp that holds (ST-327).
 *
 * @param signer whose certificate signed it, as it is called there
 */
record TimeStamp(Instant at, String signer, X509Certificate authority) {

    static TimeStamp of(byte[] der, byte[] sha256, X509Certificate authority, long anchor) {
        try {
            return of(new TimeStampToken(new CMSSignedData(der)), sha256, authority, anchor);
        } catch (Flaw flaw) {
            throw flaw;
        } catch (TSPException | IOException | CMSException | RuntimeException e) {
            // Bouncy Castle reads parts only as they are asked for, and throws what it likes
            throw new Flaw("ST-327", "token_unreadable", anchor);
        }
    }

    private static TimeStamp of(TimeStampToken token, byte[] sha256, X509Certificate authority, long anchor) {
        if (!token.getTimeStampInfo().getMessageImprintAlgOID().equals(TSPAlgorithms.SHA256)
                || !Arrays.equals(token.getTimeStampInfo().getMessageImprintDigest(), sha256)) {
            throw new Flaw("ST-327", "token_over_something_else", anchor);
        }
        List<X509CertificateHolder> present =
                List.copyOf(token.getCertificates().getMatches(null));
        X509CertificateHolder signer = present.stream()
                .filter(token.getSID()::match)
                .findFirst()
                .orElseThrow(() -> new Flaw("ST-327", "token_without_signer", anchor));
        Date at = token.getTimeStampInfo().getGenTime();
        try {
            token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(signer));
        } catch (TSPException | OperatorCreationException | GeneralSecurityException e) {
            throw new Flaw("ST-327", "token_broken", anchor);
        }
        try {
            X509Certificate certificate = KeyRing.certificate(signer.getEncoded());
            if (!certificate.equals(authority)) {
                leads(certificate, present, authority, at);
            }
            return new TimeStamp(
                    at.toInstant(), certificate.getSubjectX500Principal().getName(), authority);
        } catch (GeneralSecurityException | IOException e) {
            throw new Flaw("ST-327", "token_by_another", anchor);
        }
    }

    private static void leads(
            X509Certificate certificate, List<X509CertificateHolder> present, X509Certificate authority, Date at)
            throws GeneralSecurityException, IOException {
        List<X509Certificate> between = new ArrayList<>();
        for (X509CertificateHolder each : present) {
            between.add(KeyRing.certificate(each.getEncoded()));
        }
        X509CertSelector wanted = new X509CertSelector();
        wanted.setCertificate(certificate);
        PKIXBuilderParameters path = new PKIXBuilderParameters(Set.of(new TrustAnchor(authority, null)), wanted);
        path.setRevocationEnabled(false); // that needs the network; the report says that it was not looked up
        path.setDate(at);
        path.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(between)));
        CertPathBuilder.getInstance("PKIX").build(path);
    }
}
