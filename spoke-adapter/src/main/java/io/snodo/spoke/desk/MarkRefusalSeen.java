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
    private final Tickets tickets;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    MarkRefusalSeen(Tickets tickets, Clock clock, ApplicationEventPublisher events) {
        this.tickets = tickets;
        this.clock = clock;
        this.events = events;
    }

    @Transactional
    public void seen(UUID message) {
        tickets.seen(message, clock.instant());
        events.publishEvent(new Changed(Topic.TICKETS));
    }
}
