package io.snodo.hub.identity;

import io.snodo.hub.embedded.NamedMember;
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
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tells whom a certificate names that came with a token or a signature, and not through TLS (RFC 5280, 6). */
public final class NetworkAuthority {
    private final Set<TrustAnchor> anchors;
    private final Function<X509Certificate, Optional<MemberCode>> bearer;
    private final Clock clock;

    /** {@code trusted} are the authority's certificates; with none, nobody is vouched for. */
    public NetworkAuthority(Collection<X509Certificate> trusted, Clock clock) {
        this(trusted, NamedMember::of, clock);
    }

    /** @param bearer whose a certificate is that leads here, if it counts */
    public NetworkAuthority(
            Collection<X509Certificate> trusted, Function<X509Certificate, Optional<MemberCode>> bearer, Clock clock) {
        this.bearer = bearer;
        this.anchors = trusted.stream()
                .map(certificate -> new TrustAnchor(certificate, null))
                .collect(Collectors.toUnmodifiableSet());
        this.clock = clock;
    }

    /** The member that {@code chain} names, its own certificate first; empty if it does not lead here, or not now. */
    public Optional<MemberCode> memberOf(List<X509Certificate> chain) {
        return !chain.isEmpty() && leadsHere(chain) ? bearer.apply(chain.getFirst()) : Optional.empty();
    }

    private boolean leadsHere(List<X509Certificate> chain) {
        if (anchors.isEmpty()) {
            return false;
        }
        List<X509Certificate> below = chain.stream()
                .filter(certificate -> anchors.stream().noneMatch(a -> certificate.equals(a.getTrustedCert())))
                .toList();
        if (below.isEmpty()) {
            return false; // the authority itself is no member
        }
        try {
            PKIXParameters parameters = new PKIXParameters(anchors);
            parameters.setRevocationEnabled(false); // who has left is no member any more, whatever its certificate says
            parameters.setDate(Date.from(clock.instant()));
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(below), parameters);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
