package io.snodo.hub.delivery;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much is pushed at once.
 *
 * @param inFlight calls to members at the same time, all members together
 * @param portion deliveries in one call
 */
@ConfigurationProperties("snodo.delivery.push")
record PushSettings(
        @DefaultValue("64") int inFlight,
        @DefaultValue("16") int portion) {
    PushSettings {
        if (inFlight < 1 || portion < 1) {
            throw new IllegalArgumentException("snodo.delivery.push: in-flight and portion from 1");
        }
    }
}
