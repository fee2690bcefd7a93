package io.snodo.hub.embedded;

import io.snodo.messages.MemberCode;
import io.snodo.messages.enrolment.Purpose;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The authority that gives members their certificates; every door trusts it beside the network's other one. */
public interface IssuingAuthority {
    /** Its own. */
    X509Certificate certificate();

    X509Certificate issue(Wanted wanted);

    /**
     * What a certificate is to say.
     *
     * @param host where the member is called, if it is
     */
    record Wanted(
            MemberCode member,
            String name,
            Purpose purpose,
            PublicKey key,
            Instant since,
            Instant until,
            @Nullable String host) {}
}
