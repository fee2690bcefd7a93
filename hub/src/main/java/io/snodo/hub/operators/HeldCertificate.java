package io.snodo.hub.operators;

import io.snodo.hub.members.Certified;
import io.snodo.messages.enrolment.Purpose;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that a member got by enrolment, as it is shown.
 *
 * @param renewalAskedAt when its holder was asked to use another, with a new key, in its place (ST-771)
 */
public record HeldCertificate(
        String fingerprint,
        Purpose purpose,
        Instant since,
        Instant until,
        @Nullable Instant revokedAt,
        @Nullable String reason,
        @Nullable Instant renewalAskedAt) {
    static HeldCertificate of(Certified certified, @Nullable Instant renewalAskedAt) {
        return new HeldCertificate(
                certified.fingerprint(),
                certified.purpose(),
                certified.since(),
                certified.until(),
                certified.revokedAt(),
                certified.reason(),
                renewalAskedAt);
    }
}
