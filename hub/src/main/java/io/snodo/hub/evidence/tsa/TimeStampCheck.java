package io.snodo.hub.evidence.tsa;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;

/** What an authority's answer must be before it is kept (ST-305). */
record TimeStampCheck(X509Certificate trusted, Duration skew, Clock clock) {

    TimeStamp check(TimeStampRequest asked, byte[] answer) throws NoTimeStamp {
        try {
            return checked(answered(asked, answer));
        } catch (RuntimeException e) {
            // Bouncy Castle reads parts only as they are asked for, and throws what it likes
            throw new NoTimeStamp("malformed", e);
        }
    }

    private TimeStamp checked(TimeStampToken token) throws NoTimeStamp {
        Date at = token.getTimeStampInfo().getGenTime();
        List<X509CertificateHolder> present =
                List.copyOf(token.getCertificates().getMatches(null));
        X509CertificateHolder signer = present.stream()
                .filter(token.getSID()::match)
                .findFirst()
                .orElseThrow(() -> new NoTimeStamp("certificate_missing"));
        try {
            // signature, and a certificate that is for time-stamping and nothing else and was valid at that time
            token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(signer));
        } catch (TSPException | OperatorCreationException | java.security.cert.CertificateException e) {
            throw new NoTimeStamp("signature", e);
        }
        leadsToTrusted(signer, present, at);
        Instant time = at.toInstant();
        if (Duration.between(time, clock.instant()).abs().compareTo(skew) > 0) {
            throw new NoTimeStamp("clock");
        }
        try {
            return new TimeStamp(token.getEncoded(), trusted.getEncoded(), time);
        } catch (IOException | GeneralSecurityException e) {
            throw new NoTimeStamp("malformed", e);
        }
    }

    private static TimeStampToken answered(TimeStampRequest asked, byte[] answer) throws NoTimeStamp {
        TimeStampResponse response;
        try {
            response = new TimeStampResponse(answer);
        } catch (TSPException | IOException e) {
            throw new NoTimeStamp("malformed", e);
        }
        TimeStampToken token = response.getTimeStampToken();
        if (token == null) {
            throw new NoTimeStamp("refused_" + response.getStatus());
        }
        try {
            response.validate(asked); // status, imprint, nonce, policy
            return token;
        } catch (TSPException e) {
            throw new NoTimeStamp("token_mismatch", e);
        }
    }

    private void leadsToTrusted(X509CertificateHolder signer, List<X509CertificateHolder> present, Date at)
            throws NoTimeStamp {
        try {
            JcaX509CertificateConverter converter = new JcaX509CertificateConverter();
            X509Certificate certificate = converter.getCertificate(signer);
            if (certificate.equals(trusted)) {
                return;
            }
            List<X509Certificate> between = new ArrayList<>();
            for (X509CertificateHolder each : present) {
                between.add(converter.getCertificate(each));
            }
            X509CertSelector wanted = new X509CertSelector();
            wanted.setCertificate(certificate);
            PKIXBuilderParameters path = new PKIXBuilderParameters(Set.of(new TrustAnchor(trusted, null)), wanted);
            path.setRevocationEnabled(false); // an authority's own lists are for whoever verifies years later
            path.setDate(at);
            path.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(between)));
            CertPathBuilder.getInstance("PKIX").build(path);
        } catch (GeneralSecurityException e) {
            throw new NoTimeStamp("certificate_untrusted", e);
        }
    }
}
