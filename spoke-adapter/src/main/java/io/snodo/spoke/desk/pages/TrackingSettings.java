package io.snodo.spoke.desk.pages;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where a citizen follows a ticket.
 *
 * @param url of the hub's page for citizens; where it is not set, operators are told of the page but not where it is
 */
@ConfigurationProperties("snodo.tracking")
record TrackingSettings(@Nullable URI url) {
    TrackingSettings {
        if (url != null
                && (url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?"))) {
            throw new IllegalArgumentException("snodo.tracking.url must be an address on the web, not " + url);
        }
    }
}
