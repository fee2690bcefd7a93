package io.snodo.hub.delivery;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How patient the way out is.
 *
 * @param firstPause after a failure; doubled after each one that follows, with jitter
 * @param longestPause a lane never waits longer
 * @param attempts after which a delivery that fails by itself (not for want of broker or room) is parked
 * @param confirmation within which a recipient should have confirmed; after it there is an alarm, again and again
 * @param sweep how often the database is searched for deliveries that nobody remembers
 */
@ConfigurationProperties("snodo.delivery")
record DeliverySettings(
        @DefaultValue("200ms") Duration firstPause,
        @DefaultValue("30s") Duration longestPause,
        @DefaultValue("8") int attempts,
        @DefaultValue("5m") Duration confirmation,
        @DefaultValue("10s") Duration sweep) {

    DeliverySettings {
        if (firstPause.isNegative() || firstPause.compareTo(longestPause) > 0 || attempts < 1) {
            throw new IllegalArgumentException(
                    "snodo.delivery: first-pause not longer than longest-pause, attempts from 1");
        }
    }
}
