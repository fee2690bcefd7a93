package io.snodo.hub.embedded;

import io.snodo.messages.MemberCode;
import io.snodo.messages.enrolment.Purpose;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** Whether a member may come in; asked by the broker at every connection, answered by whoever keeps the members. */
@FunctionalInterface
public interface Admission {
    boolean admits(MemberCode member);

    /** Asked again and again, so that another word counts at once. */
    default Agreed agreed(MemberCode member) {
        return Agreed.NOTHING;
    }

    /** Whose {@code certificate} is, if it counts for {@code purpose}; whether that member is admitted is not asked here. */
    default Optional<MemberCode> bearer(X509Certificate certificate, Purpose purpose) {
        return NamedMember.of(certificate);
    }
}
