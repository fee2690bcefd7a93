package io.snodo.spoke.enrolment;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Shows on the health page when our certificates end, and what keeps them from being renewed. */
@Component
@ConditionalOnProperty("snodo.enrolment.hub")
class CertificatesHealth implements HealthIndicator {
    private final Renewal renewal;

    CertificatesHealth(Renewal renewal) {
        this.renewal = renewal;
    }

    @Override
    public Health health() {
        Renewal.Ends ends = renewal.ends();
        Health.Builder health = Health.up().withDetail("firstEnds", String.valueOf(ends.first()));
        return ends.why() == null
                ? health.build()
                : health.withDetail("why", ends.why()).build();
    }
}
