package io.snodo.hub.attachments.clamd;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where ClamAV's daemon listens; without a host nothing looks for viruses.
 *
 * @param patience for the connection, and for each answer on it
 * @param longest for one content as a whole
 */
@ConfigurationProperties("snodo.attachments.clamd")
record ClamdSettings(
        @Nullable String host,
        @DefaultValue("3310") int port,
        @DefaultValue("60s") Duration patience,
        @DefaultValue("10m") Duration longest) {
    ClamdSettings {
        if (port < 1 || port > 65535 || !patience.isPositive() || !longest.isPositive()) {
            throw new IllegalArgumentException(
                    "snodo.attachments.clamd: port from 1 to 65535, patience and longest more than nothing");
        }
    }
}
