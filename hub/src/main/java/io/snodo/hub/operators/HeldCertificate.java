package io.snodo.hub.operators;

import io.snodo.hub.members.Certified;
import io.snodo.messages.enrolment.Purpose;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A certificate that a member got by enrolment, as it is shown. */
public record HeldCertificate(
        String fingerprint,
        Purpose purpose,
        Instant since,
        Instant until,
        @Nullable Instant revokedAt,
        @Nullable String reason) {
    public static HeldCertificate of(Certified certified) {
        return new HeldCertificate(
                certified.fingerprint(),
                certified.purpose(),
                certified.since(),
                certified.until(),
                certified.revokedAt(),
                certified.reason());
    }
}
