package io.snodo.hub.leaving;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How members leave.
 *
 * @param folder where exports lie, one for all nodes
 * @param kept how long an export lies there
 * @param within how long a member has for it
 * @param fetched whether nothing is deleted before the export was fetched
 * @param batch how many rows are deleted at a time
 */
@ConfigurationProperties("snodo.leaving")
record LeavingSettings(
        Path folder,
        @DefaultValue("30d") Duration kept,
        @DefaultValue("1d") Duration within,
        @DefaultValue("false") boolean fetched,
        @DefaultValue("500") int batch) {
    LeavingSettings {
        if (!kept.isPositive() || !within.isPositive() || batch < 1) {
            throw new IllegalArgumentException("snodo.leaving: kept, within and batch must be more than nothing");
        }
    }
}
