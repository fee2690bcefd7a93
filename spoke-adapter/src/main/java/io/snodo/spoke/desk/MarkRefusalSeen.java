package io.snodo.spoke.desk;

import io.snodo.spoke.desk.Changed.Topic;
import java.time.Clock;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** An operator has read why something was refused; it leaves the list of what went wrong, and stays at the ticket. */
@Component
public class MarkRefusalSeen {
    private final Casebook casebook;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    MarkRefusalSeen(Casebook casebook, Clock clock, ApplicationEventPublisher events) {
        this.casebook = casebook;
        this.clock = clock;
        this.events = events;
    }

    @Transactional
    public void seen(UUID message) {
        casebook.seen(message, clock.instant());
        events.publishEvent(new Changed(Topic.TICKETS));
    }
}
