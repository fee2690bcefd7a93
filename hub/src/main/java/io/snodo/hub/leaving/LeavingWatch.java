package io.snodo.hub.leaving;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Writes what was asked for, one after the other, deletes what is to be deleted, and minds the time; goes on after a crash. On
 * threads of its own, for it takes long, and the clock of everything else is one thread.
 */
@Component
class LeavingWatch {
    private static final Logger LOG = LoggerFactory.getLogger(LeavingWatch.class);

    /** Until every node has heard that it belongs no more. */
    private static final Duration HEARD = Duration.ofSeconds(3);

    private final Exports exports;
    private final WriteExport write;
    private final Departures departures;
    private final Leaving leaving;
    private final Erasure erasure;
    private final Certify certify;
    private final Clock clock;
    private final ScheduledExecutorService writing = thread("exports");
    private final ScheduledExecutorService going = thread("departures");
    private volatile boolean closing;

    LeavingWatch(
            Exports exports,
            WriteExport write,
            Departures departures,
            Leaving leaving,
            Erasure erasure,
            Certify certify,
            Clock clock) {
        this.exports = exports;
        this.write = write;
        this.departures = departures;
        this.leaving = leaving;
        this.erasure = erasure;
        this.certify = certify;
        this.clock = clock;
    }

    @EventListener(ContextClosedEvent.class)
    void close() {
        closing = true;
        writing.shutdownNow();
        going.shutdownNow();
    }

    private static ScheduledExecutorService thread(String name) {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    @EventListener(ApplicationReadyEvent.class)
    @SuppressWarnings("FutureReturnValueIgnored") // they end with their threads
    void begin() {
        writing.scheduleWithFixedDelay(() -> tried(this::writeAsked), 1, 1, TimeUnit.SECONDS);
        writing.scheduleWithFixedDelay(() -> tried(this::dropOutlived), 120, 3_600, TimeUnit.SECONDS);
        going.scheduleWithFixedDelay(() -> tried(() -> departures.open().forEach(this::goOn)), 1, 1, TimeUnit.SECONDS);
    }

    private void writeAsked() {
        exports.asked().forEach(this::write);
    }

    private void tried(Runnable look) {
        try {
            look.run();
        } catch (RuntimeException e) { // the database is away, or a fault of ours: neither may end the watch
            if (!closing) {
                LOG.warn("departures could not be looked at, looking again cause={}", e.toString());
            }
        }
    }

    private void write(Export asked) {
        try {
            if (write.write(asked)) {
                LOG.info("export written tenant={}", asked.member());
                exports.replaced(asked).forEach(this::drop);
            }
        } catch (RuntimeException e) {
            if (!closing) {
                LOG.warn("export failed tenant={} cause={}", asked.member(), e.toString());
                exports.failed(asked.id());
            }
        }
    }

    private void goOn(Departure open) {
        Instant now = clock.instant();
        Instant erasing = open.erasingAt();
        if (erasing == null) {
            if (open.due().isBefore(now)
                    && leaving.erase(open.member(), "hub", "the time is over", () -> {})
                            .equals(List.of(Leaving.Hindrance.EXPORT_OUTDATED))) {
                leaving.exportAgain(open.member(), "hub");
            }
        } else if (erasing.plus(HEARD).isBefore(now)) {
            try {
                erasure.erase(open);
                if (certify.end(open)) {
                    LOG.info("member has left, certificate written tenant={}", open.member());
                }
            } catch (IOException e) {
                LOG.warn("deletion stopped, going on later tenant={} cause={}", open.member(), e.toString());
            }
        }
    }

    private void dropOutlived() {
        exports.outlived().forEach(this::drop);
    }

    private void drop(Export old) {
        try {
            exports.drop(old.id());
            LOG.info("export dropped tenant={}", old.member());
        } catch (IOException e) {
            LOG.warn("export cannot be dropped tenant={} cause={}", old.member(), e.toString());
        }
    }
}
