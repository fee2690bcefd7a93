package io.snodo.hub.overflow;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How overflow behaves.
 *
 * @param freshness for how long a queue's reading counts; spokes repeat theirs every 30 s
 * @param pause between the end of help and the next start for the same two members
 * @param tick how often silence is looked for, and what could not be said is said again
 */
@ConfigurationProperties("snodo.overflow")
record OverflowSettings(
        @DefaultValue("90s") Duration freshness,
        @DefaultValue("60s") Duration pause,
        @DefaultValue("5s") Duration tick) {

    OverflowSettings {
        if (freshness.isNegative() || freshness.isZero() || pause.isNegative() || !tick.isPositive()) {
            throw new IllegalArgumentException(
                    "snodo.overflow: freshness and tick must be positive, pause not negative");
        }
    }
}
