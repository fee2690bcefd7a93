package io.snodo.spoke.files;

import java.io.IOException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Once a day drops contents that nobody has to carry any more, and what was left half done; all of it can be fetched. */
@Component
class Sweep {
    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

    private final LocalContents contents;
    private final CarriedFiles carried;
    private final FileSettings settings;
    private final Clock clock;

    Sweep(LocalContents contents, CarriedFiles carried, FileSettings settings, Clock clock) {
        this.contents = contents;
        this.carried = carried;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "P1D")
    void sweep() {
        try {
            contents.sweep(carried::isNeeded, clock.instant().minus(settings.kept()));
        } catch (IOException e) {
            LOG.warn("contents not swept, tried again tomorrow cause={}", e.getMessage());
        }
    }
}
