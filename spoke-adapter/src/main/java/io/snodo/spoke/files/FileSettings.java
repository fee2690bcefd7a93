package io.snodo.spoke.files;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where contents go and are kept.
 *
 * @param hub its JSON API, up to {@code /v1}; without it there are no attachments
 * @param folder beside the store
 * @param chunk what is sent at once, if the hub takes so much
 * @param spare what is left free on the disk in any case
 * @param firstPause before what has failed is tried again; doubled each time, up to five minutes
 * @param giveUp after which nothing is tried any more
 * @param kept after which a content that is not on its way is dropped here; the hub has it
 */
@ConfigurationProperties("snodo.attachments")
record FileSettings(
        @Nullable URI hub,
        Path folder,
        @DefaultValue("8MB") DataSize chunk,
        @DefaultValue("500MB") DataSize spare,
        @DefaultValue("1s") Duration firstPause,
        @DefaultValue("3d") Duration giveUp,
        @DefaultValue("30d") Duration kept) {
    FileSettings {
        if (hub != null && !String.valueOf(hub.getScheme()).matches("https?")) {
            throw new IllegalArgumentException("snodo.attachments.hub must be the hub's JSON API, https://…/api/v1");
        }
        if (!firstPause.isPositive() || !giveUp.isPositive() || !kept.isPositive() || chunk.toBytes() < 1) {
            throw new IllegalArgumentException(
                    "snodo.attachments: chunk, first-pause and give-up must be more than nothing");
        }
    }
}
