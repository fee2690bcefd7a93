package io.snodo.hub.exchange;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.snodo.hub.exchange.RefusalEvents.RefusalEvent;
import io.snodo.hub.exchange.rules.Ticket;
import io.snodo.messages.custody.Custody;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Takes down what was refused and why, for people who ask later; nobody waits for it. What comes faster than it is written
 * is counted and not taken down, and what is written outlives neither its time nor its number.
 */
@Component
class RefusalBook {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalBook.class);
    private static final int WAITING = 5_000;
    private static final int AT_ONCE = 500;

    private final BlockingQueue<RefusalEvent> waiting = new ArrayBlockingQueue<>(WAITING);
    private final RefusalEvents events;
    private final Clock clock;
    private final Counter left;

    RefusalBook(RefusalEvents events, Clock clock, MeterRegistry meters) {
        this.events = events;
        this.clock = clock;
        this.left = meters.counter("snodo.exchange.refused.untold");
    }

    /** @param seen the ticket as the rules saw it, where its sender may see it */
    void note(Submission submission, Checked.@Nullable Fit fit, Decision.Refused refused, @Nullable Ticket seen) {
        RefusalEvent event = new RefusalEvent(
                0,
                clock.instant(),
                submission.caller(),
                submission.binding(),
                refused.message(),
                fit == null ? null : fit.message().type(),
                fit == null ? null : fit.message().ticket(),
                fit == null ? List.of() : fit.message().to(),
                refused.refusal().code(),
                refused.refusal().detail(),
                fit == null ? null : Long.valueOf(fit.message().epoch()),
                seen == null ? null : saw(seen));
        if (!waiting.offer(event)) {
            left.increment();
        }
    }

    private static RefusalEvents.Saw saw(Ticket ticket) {
        Custody custody = ticket.custody();
        return new RefusalEvents.Saw(
                ticket.status().wire(),
                custody.owner(),
                custody.epoch(),
                ticket.sequence(),
                custody instanceof Custody.Offered offered ? offered.to() : null);
    }

    /** Also when the hub stops. */
    @PreDestroy
    @Scheduled(fixedDelay = 200)
    void write() {
        List<RefusalEvent> next = new ArrayList<>();
        while (waiting.drainTo(next, AT_ONCE) > 0) {
            try {
                events.add(next);
            } catch (DataAccessException e) {
                left.increment(next.size());
                LOG.warn("refusals not taken down count={} cause={}", next.size(), Fault.of(e));
                return;
            }
            next.clear();
        }
    }
}
