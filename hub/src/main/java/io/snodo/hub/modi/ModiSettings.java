package io.snodo.hub.modi;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The hub's name in tokens.
 *
 * @param audience what members put into {@code aud}, and what the hub puts into {@code iss}
 */
@ConfigurationProperties("snodo.modi")
record ModiSettings(@DefaultValue("hub") String audience) {
    ModiSettings {
        if (audience.isBlank()) {
            throw new IllegalArgumentException("snodo.modi.audience must name the hub");
        }
    }
}
