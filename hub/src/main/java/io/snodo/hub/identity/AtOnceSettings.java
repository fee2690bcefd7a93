package io.snodo.hub.identity;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param atOnce calls of one member under way at the same time, over HTTP */
@ConfigurationProperties("snodo.api")
record AtOnceSettings(@DefaultValue("32") int atOnce) {
    AtOnceSettings {
        if (atOnce < 1) {
            throw new IllegalArgumentException("snodo.api.at-once must be at least 1");
        }
    }
}
