package io.snodo.hub.attachments;

import io.snodo.hub.tenancy.CurrentTenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Has every held content looked at, one after the other, until each is free or rejected. */
@Component
class Inspector implements InitializingBean, DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(Inspector.class);
    private static final int AT_ONCE = 20;
    private static final Duration ROUND = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final KeptAttachments kept;
    private final Contents contents;
    private final List<Inspection> inspections;
    private final AttachmentSettings settings;
    private final Clock clock;
    private final Semaphore bell = new Semaphore(0);
    private final Thread rounds = Thread.ofVirtual().name("inspection").unstarted(this::goRound);
    private volatile boolean stopped;

    /** {@code others} after the look at the type, which costs next to nothing. */
    Inspector(
            KeptAttachments kept,
            Contents contents,
            ObjectProvider<Inspection> others,
            AttachmentSettings settings,
            Clock clock) {
        this.kept = kept;
        this.contents = contents;
        this.inspections = Stream.concat(Stream.of(new TypeInspection()), others.orderedStream())
                .toList();
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void afterPropertiesSet() {
        rounds.start();
    }

    /** Something has come. */
    void ring() {
        bell.release();
    }

    /** Whether more is looked at than the type. */
    boolean looksForMore() {
        return inspections.size() > 1;
    }

    private void goRound() {
        while (!stopped) {
            try {
                boolean _ = bell.tryAcquire(ROUND.toMillis(), TimeUnit.MILLISECONDS);
                bell.drainPermits();
                for (List<KeptAttachments.Held> held = kept.held(AT_ONCE);
                        !held.isEmpty() && !stopped;
                        held = kept.held(AT_ONCE)) {
                    held.forEach(this::inspectOrPutOff);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) { // the database's, or what nobody has thought of: the next round tries again
                LOG.warn(
                        "attachments cannot be looked at, trying again cause={}",
                        e.getClass().getSimpleName());
            }
        }
    }

    /** One that cannot be looked at holds up no other. */
    private void inspectOrPutOff(KeptAttachments.Held held) {
        try {
            inspect(held);
        } catch (RuntimeException e) {
            CurrentTenant.run(held.key().sender(), () -> away(held, e.getClass().getSimpleName()));
        }
    }

    private void inspect(KeptAttachments.Held held) {
        CurrentTenant.run(held.key().sender(), () -> {
            Inspection.Finding finding = look(held);
            if (stopped) {
                return; // what fails while everything shuts down says nothing of the content
            }
            switch (finding) {
                case Inspection.Finding.Clean() -> kept.free(held.key());
                case Inspection.Finding.Bad(Reason reason) -> reject(held, reason);
                case Inspection.Finding.Away(String cause) -> away(held, cause);
            }
        });
    }

    private Inspection.Finding look(KeptAttachments.Held held) {
        try (FileChannel content = contents.open(held.digest())) {
            for (Inspection inspection : inspections) {
                Inspection.Finding finding = inspection.look(content.position(0), held.mediaType());
                if (!(finding instanceof Inspection.Finding.Clean)) {
                    return finding;
                }
            }
            return Inspection.CLEAN;
        } catch (IOException e) {
            return new Inspection.Finding.Away(e.getClass().getSimpleName());
        }
    }

    private void away(KeptAttachments.Held held, String cause) {
        LOG.warn(
                "attachment not looked at message={} attempt={} cause={}",
                held.key().offer(),
                held.attempts(),
                cause);
        if (held.heldAt().plus(settings.giveUp()).isBefore(clock.instant())) {
            reject(held, Reason.NOT_INSPECTED);
            return;
        }
        Duration pause = settings.firstPause().multipliedBy(1L << Math.min(held.attempts(), 12));
        kept.postpone(held.key(), pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
    }

    private void reject(KeptAttachments.Held held, Reason reason) {
        LOG.warn(
                "attachment rejected tenant={} message={} reason={}",
                held.key().sender(),
                held.key().offer(),
                reason.wire());
        kept.alone(held.digest(), () -> {
            kept.reject(held.key(), reason);
            if (!kept.isNeeded(held.digest())) {
                remove(held.digest());
            }
            return held;
        });
    }

    private void remove(String digest) {
        try {
            contents.remove(digest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void destroy() {
        stopped = true; // not interrupted: what is being looked at would count as not to be looked at
        ring();
    }
}
