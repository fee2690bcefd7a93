package io.snodo.hub.embedded;

import io.snodo.messages.MemberCode;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** Whom a certificate of the network's authority names: its common name is the member's code. */
public final class NamedMember {
    private NamedMember() {}

    /** Empty for a certificate that names no member's code; whether that member belongs is not asked here. */
    public static Optional<MemberCode> of(X509Certificate certificate) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
                            .map(Rdn::getValue)
                            .map(String::valueOf)
                            .map(MemberCode::new)
                            .findFirst();
        } catch (InvalidNameException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
