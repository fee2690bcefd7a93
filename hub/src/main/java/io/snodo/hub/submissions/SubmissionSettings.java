package io.snodo.hub.submissions;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the hub waits and remembers.
 *
 * @param patience for a decision, before a caller is told that it is under way; with it most are decided when told
 * @param kept after which a submission is forgotten
 * @param most submissions of one member that are kept, the newest
 * @param firstPause, longestPause between attempts to push an outcome
 * @param attempts after which an outcome that its endpoint refuses is left to be fetched
 */
@ConfigurationProperties("snodo.submissions")
record SubmissionSettings(
        @DefaultValue("1s") Duration patience,
        @DefaultValue("7d") Duration kept,
        @DefaultValue("10000") int most,
        @DefaultValue("200ms") Duration firstPause,
        @DefaultValue("30s") Duration longestPause,
        @DefaultValue("8") int attempts) {
    SubmissionSettings {
        if (most < 1
                || attempts < 1
                || !kept.isPositive()
                || !firstPause.isPositive()
                || firstPause.compareTo(longestPause) > 0) {
            throw new IllegalArgumentException(
                    "snodo.submissions: most and attempts from 1, first-pause not longer than longest-pause, kept more than nothing");
        }
    }
}
