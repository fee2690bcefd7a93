package io.snodo.hub.operators;

import io.snodo.hub.enrolment.Renewals;
import io.snodo.hub.members.Certificates;
import io.snodo.hub.members.Registrar;
import io.snodo.messages.MemberCode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** An operator sees a member's certificates, and ends one that somebody else may have. */
@Component
public class CertificateRevocation {
    private final Registrar registrar;
    private final Certificates certificates;
    private final Renewals renewals;
    private final Trail trail;

    CertificateRevocation(Registrar registrar, Certificates certificates, Renewals renewals, Trail trail) {
        this.registrar = registrar;
        this.certificates = certificates;
        this.renewals = renewals;
        this.trail = trail;
    }

    /** Those it got by enrolment, the newest first. */
    public List<HeldCertificate> of(MemberCode member) {
        Map<String, Instant> toReplace = renewals.toReplace(member);
        return certificates.of(member).stream()
                .map(each -> HeldCertificate.of(each, toReplace.get(each.fingerprint())))
                .toList();
    }

    /** For good, with the connections that were made with it; nothing to do where there is none that counts. */
    public Act.Result revoke(String operator, MemberCode member, String fingerprint, String reason) {
        boolean revoked = registrar.revokeCertificate(
                member,
                fingerprint,
                operator,
                reason,
                () -> trail.note(operator, Act.Kind.REVOKE_CERTIFICATE, member, fingerprint, reason, Act.Result.DONE));
        if (!revoked) {
            trail.note(operator, Act.Kind.REVOKE_CERTIFICATE, member, fingerprint, reason, Act.Result.NOTHING_TO_DO);
        }
        return revoked ? Act.Result.DONE : Act.Result.NOTHING_TO_DO;
    }
}
