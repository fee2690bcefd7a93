package io.snodo.spoke.desk;

import io.snodo.spoke.desk.Changed.Topic;
import io.snodo.spoke.tenant.Tenant;
import java.time.Clock;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** An operator has read why something was refused; it leaves the list of what went wrong, and stays at the ticket. */
@Component
public class MarkRefusalSeen {
    private final Casebook casebook;
    private final Tenant tenant;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    MarkRefusalSeen(Casebook casebook, Tenant tenant, Clock clock, ApplicationEventPublisher events) {
        this.casebook = casebook;
        this.tenant = tenant;
        this.clock = clock;
        this.events = events;
    }

    @Transactional
    public void seen(UUID message) {
        casebook.seen(tenant.member(), message, clock.instant());
        events.publishEvent(new Changed(Topic.TICKETS));
    }
}
