package io.snodo.hub.attachments;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where contents are kept, and how much of them.
 *
 * @param folder one for all hub nodes
 * @param chunk the most that is taken in one request
 * @param patience for one request to bring its chunk
 * @param quota for the contents of one member
 * @param total for all contents
 * @param spare what is left free on the disk in any case
 * @param kept how long what has come of a content is kept after its last chunk
 * @param firstPause before what could not be looked at is looked at again; doubled each time, up to an hour
 * @param giveUp how long after a content came it is given up, if nothing could look at it
 */
@ConfigurationProperties("snodo.attachments")
record AttachmentSettings(
        Path folder,
        @DefaultValue("16MB") DataSize chunk,
        @DefaultValue("5m") Duration patience,
        @DefaultValue("20GB") DataSize quota,
        @DefaultValue("200GB") DataSize total,
        @DefaultValue("1GB") DataSize spare,
        @DefaultValue("7d") Duration kept,
        @DefaultValue("5s") Duration firstPause,
        @DefaultValue("3d") Duration giveUp) {
    AttachmentSettings {
        if (chunk.toKilobytes() < 256 || chunk.toMegabytes() > 1024) { // ST-665
            throw new IllegalArgumentException("snodo.attachments.chunk must be from 256KB to 1GB");
        }
        if (!patience.isPositive() || !firstPause.isPositive() || !kept.isPositive() || !giveUp.isPositive()) {
            throw new IllegalArgumentException(
                    "snodo.attachments: patience, kept, first-pause and give-up must be more than nothing");
        }
    }
}
