package io.snodo.hub.attachments;

import io.snodo.hub.tenancy.CurrentTenant;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Takes away what was begun and never finished, and contents that a crash has left without a row. */
@Component
class Sweep {
    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
    private static final int AT_ONCE = 500;
    private static final Duration LONG_ENOUGH = Duration.ofDays(1);

    private final KeptAttachments kept;
    private final Contents contents;
    private final AttachmentSettings settings;
    private final Clock clock;

    Sweep(KeptAttachments kept, Contents contents, AttachmentSettings settings, Clock clock) {
        this.kept = kept;
        this.contents = contents;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
    void stalled() {
        Instant before = clock.instant().minus(settings.kept());
        try {
            for (KeptAttachments.Key key : kept.stalled(before, AT_ONCE)) {
                CurrentTenant.run(key.sender(), () -> drop(key, before));
            }
        } catch (DataAccessException e) {
            LOG.warn(
                    "uploads cannot be swept, trying again cause={}",
                    e.getClass().getSimpleName());
        }
    }

    /** Asked while nobody else can bring a chunk (ST-670). */
    private void drop(KeptAttachments.Key key, Instant before) {
        try {
            Optional<Partial> taken = contents.take(key);
            if (taken.isEmpty()) {
                return;
            }
            try (Partial coming = taken.get()) {
                if (coming.length() > 0 && coming.touched().isAfter(before)) {
                    return;
                }
                coming.drop();
                kept.forget(key);
            }
            LOG.info("upload given up tenant={} message={}", key.sender(), key.offer());
        } catch (IOException e) {
            LOG.warn(
                    "upload cannot be swept message={} cause={}",
                    key.offer(),
                    e.getClass().getSimpleName());
        }
    }

    @Scheduled(fixedDelayString = "PT24H", initialDelayString = "PT30M")
    void orphans() {
        try (Stream<String> old = contents.olderThan(clock.instant().minus(LONG_ENOUGH))) {
            old.forEach(this::removeUnneeded);
        } catch (IOException | DataAccessException e) {
            LOG.warn(
                    "contents cannot be swept, trying again cause={}",
                    e.getClass().getSimpleName());
        }
    }

    private void removeUnneeded(String digest) {
        boolean removed = kept.alone(digest, () -> {
            if (kept.isNeeded(digest)) {
                return false;
            }
            try {
                contents.remove(digest);
                return true;
            } catch (IOException e) {
                LOG.warn("content cannot be removed cause={}", e.getClass().getSimpleName());
                return false;
            }
        });
        if (removed) {
            LOG.info("content without an attachment removed");
        }
    }
}
