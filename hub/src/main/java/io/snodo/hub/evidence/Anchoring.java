package io.snodo.hub.evidence;

import io.micrometer.core.instrument.MeterRegistry;
import io.snodo.hub.evidence.tsa.NoTimeStamp;
import io.snodo.hub.evidence.tsa.TimeStamp;
import io.snodo.hub.evidence.tsa.TimeStampAuthority;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Has the newest roots time-stamped, on a thread of its own, so that no message ever waits for an authority. What an
 * outage leaves behind is covered by the anchors after it (ST-306).
 */
@Component
class Anchoring {
    private static final Logger LOG = LoggerFactory.getLogger(Anchoring.class);
    /** Batches in one anchor; more would make the paths of an export dear to compute. */
    static final int LARGEST = 16_384;
    /** Anchors in one turn, so that catching up after a long outage does not run the authority down. */
    private static final int IN_A_ROW = 8;

    private final Anchors anchors;
    private final AnchorSettings settings;
    private final @Nullable TimeStampAuthority authority;
    private final MeterRegistry registry;
    private final AtomicLong waiting;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("anchoring").factory());
    private int failures;

    Anchoring(Anchors anchors, AnchorSettings settings, MeterRegistry registry, Clock clock) {
        this.anchors = anchors;
        this.settings = settings;
        this.authority = settings.authority() == null || settings.certificate() == null
                ? null
                : new TimeStampAuthority(
                        settings.authority(),
                        TimeStampAuthority.trusted(settings.certificate()),
                        settings.policy(),
                        settings.timeout(),
                        settings.skew(),
                        clock);
        this.registry = registry;
        this.waiting = registry.gauge("snodo.evidence.unanchored", new AtomicLong());
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        if (authority == null) {
            LOG.warn("evidence is not anchored: no time-stamping authority is set (snodo.anchor.authority)");
        }
        next(Duration.ZERO);
    }

    @EventListener(ContextClosedEvent.class)
    void end() {
        thread.shutdownNow();
        if (authority != null) {
            authority.close();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it ends with its thread
    private void next(Duration pause) {
        if (!thread.isShutdown()) {
            thread.schedule(() -> next(turn()), pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Anchors what waits; how long to rest after it. */
    private Duration turn() {
        try {
            int made = 0;
            while (authority != null && made < IN_A_ROW && anchorNext(authority)) {
                made++;
            }
            failures = 0;
            waiting.set(anchors.reach().waiting());
            return settings.every();
        } catch (NoTimeStamp e) {
            return failed(e.why());
        } catch (DataAccessException e) {
            return failed("database_" + e.getClass().getSimpleName());
        } catch (RuntimeException e) {
            // thrown on, a fault of ours would end the anchoring for good and in silence
            LOG.error("anchoring failed by a fault of ours", e);
            return failed("internal_error");
        }
    }

    /** False if nothing was left to do. */
    private boolean anchorNext(TimeStampAuthority authority) throws NoTimeStamp {
        Anchor before = anchors.newest().orElse(null);
        List<String> signed = anchors.signed(before == null ? 1 : before.to() + 1, LARGEST);
        if (signed.isEmpty()) {
            return false;
        }
        Statement statement = Statement.after(before, signed);
        String text = statement.text();
        TimeStamp stamp = authority.stamp(Statement.digest(text));
        boolean ours = anchors.keep(new Anchor(
                statement.anchor(),
                statement.from(),
                statement.to(),
                text,
                stamp.token(),
                stamp.authority(),
                stamp.at()));
        LOG.info(
                "evidence anchored anchor={} batches={}-{} ours={}",
                statement.anchor(),
                statement.from(),
                statement.to(),
                ours);
        return true;
    }

    private Duration failed(String why) {
        failures++;
        Duration pause = settings.pause(failures, ThreadLocalRandom.current().nextDouble());
        registry.counter("snodo.evidence.anchor.failed", "cause", why).increment();
        LOG.warn(
                "evidence not anchored, trying again attempt={} cause={} waiting={} pause={}s",
                failures,
                why,
                count(),
                pause.toSeconds());
        return pause;
    }

    private long count() {
        try {
            waiting.set(anchors.reach().waiting());
        } catch (DataAccessException _) {
            // then the last count has to do: the failure is being told already
        }
        return waiting.get();
    }
}
