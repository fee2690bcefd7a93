package io.snodo.hub.identity;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often one caller may call.
 *
 * @param perSecond in the long run
 * @param burst at once, after a pause
 */
@ConfigurationProperties("snodo.api.rate")
record RateSettings(
        @DefaultValue("50") int perSecond,
        @DefaultValue("200") int burst) {
    RateSettings {
        if (perSecond < 1 || burst < 1) {
            throw new IllegalArgumentException("snodo.api.rate: per-second and burst must be at least 1");
        }
    }
}
