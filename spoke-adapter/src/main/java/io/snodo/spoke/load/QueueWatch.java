package io.snodo.spoke.load;

import io.snodo.messages.body.QueueState;
import io.snodo.spoke.link.Asides;
import io.snodo.spoke.link.Link;
import io.snodo.spoke.tenant.Tenant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;

/** Tells the hub how busy our queue is: when it changes, when the line comes up, and every half minute. */
class QueueWatch {
    /** The hub trusts what it heard for three times as long. */
    static final Duration PULSE = Duration.ofSeconds(30);

    private final Workload workload;
    private final Tenant.Queue queue;
    private final Link link;
    private final Asides asides;
    private final Clock clock;
    private @Nullable QueueState told;

    QueueWatch(Workload workload, Tenant tenant, Link link, Asides asides, Clock clock) {
        this.workload = workload;
        this.queue = tenant.queue();
        this.link = link;
        this.asides = asides;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 1000)
    synchronized void look() {
        Instant now = clock.instant();
        QueueState state = new QueueState(
                queue.name(), workload.waiting(), workload.operatorsFree(), queue.high(), queue.low(), now);
        if (link.isConnected() && isNews(state)) {
            asides.tell(state);
            told = state;
        }
    }

    private boolean isNews(QueueState state) {
        return told == null
                || told.waiting() != state.waiting()
                || told.operatorsFree() != state.operatorsFree()
                || told.measuredAt().isBefore(link.since())
                || !state.measuredAt().isBefore(told.measuredAt().plus(PULSE));
    }
}
