package io.snodo.hub.evidence;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who vouches for our time, and how patient we are with it.
 *
 * @param authority where it answers RFC 3161 over HTTP; without one nothing is anchored, and all goes on
 * @param certificate PEM, the only one trusted for it: its own or the one that issued it
 * @param policy the object identifier to ask for; absent for the authority's own choice
 * @param every how long batches wait for company
 * @param timeout for one answer, from connecting to its last octet
 * @param firstPause after a failure; doubled after each one that follows
 * @param longestPause never longer than this
 * @param skew how far its clock and ours may be apart
 */
@ConfigurationProperties("snodo.anchor")
record AnchorSettings(
        @Nullable URI authority,
        @Nullable Path certificate,
        @Nullable String policy,
        @DefaultValue("10m") Duration every,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("10s") Duration firstPause,
        @DefaultValue("1h") Duration longestPause,
        @DefaultValue("5m") Duration skew) {

    AnchorSettings {
        if (authority != null && authority.toString().isEmpty()) {
            authority = null;
        }
        if (authority != null && certificate == null) {
            throw new IllegalArgumentException(
                    "snodo.anchor.certificate must name the PEM certificate to trust for snodo.anchor.authority");
        }
        if (!every.isPositive() || !timeout.isPositive() || !firstPause.isPositive()) {
            throw new IllegalArgumentException(
                    "snodo.anchor: every, timeout and first-pause must be longer than nothing");
        }
        if (firstPause.compareTo(longestPause) > 0) {
            throw new IllegalArgumentException("snodo.anchor: first-pause not longer than longest-pause");
        }
    }

    /** Before the next try after {@code failures} in a row, from 1; {@code chance} from 0 to 1 keeps hubs out of step. */
    Duration pause(int failures, double chance) {
        Duration pause = firstPause;
        for (int i = 1; i < failures && pause.compareTo(longestPause) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        long millis = Math.min(pause.toMillis(), longestPause.toMillis());
        return Duration.ofMillis(Math.max(1, Math.round(millis * (0.75 + chance / 4))));
    }
}
