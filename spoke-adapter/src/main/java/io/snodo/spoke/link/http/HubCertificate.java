package io.snodo.spoke.link.http;

import io.snodo.messages.MemberCode;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/** Tells the hub by the certificate that came with a token or an envelope. */
public final class HubCertificate {
    private final Set<TrustAnchor> authority;
    private final Clock clock;

    /** @param authority whom the network trusts */
    public HubCertificate(Collection<X509Certificate> authority, Clock clock) {
        this.authority =
                authority.stream().map(each -> new TrustAnchor(each, null)).collect(Collectors.toUnmodifiableSet());
        this.clock = clock;
    }

    /** Whether {@code chain}, its own certificate first, is the hub's and leads to the authority now. */
    public boolean isShown(List<X509Certificate> chain) {
        List<X509Certificate> below = chain.stream()
                .filter(each -> authority.stream().noneMatch(anchor -> each.equals(anchor.getTrustedCert())))
                .toList();
        return !below.isEmpty() && namesTheHub(below.getFirst()) && leadsToTheAuthority(below);
    }

    /** The same, as a verifier of envelopes asks. */
    public Optional<MemberCode> hub(List<X509Certificate> chain) {
        return isShown(chain) ? Optional.of(MemberCode.HUB) : Optional.empty();
    }

    private boolean leadsToTheAuthority(List<X509Certificate> below) {
        try {
            PKIXParameters parameters = new PKIXParameters(authority);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(clock.instant()));
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(below), parameters);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Says nothing about who vouches for it. */
    static boolean namesTheHub(X509Certificate certificate) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .anyMatch(rdn -> rdn.getType().equalsIgnoreCase("CN")
                                    && MemberCode.HUB.value().equals(rdn.getValue()));
        } catch (InvalidNameException e) {
            return false;
        }
    }
}
