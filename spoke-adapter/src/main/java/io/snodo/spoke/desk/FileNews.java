package io.snodo.spoke.desk;

import io.snodo.spoke.desk.Changed.Topic;
import io.snodo.spoke.files.FilesMoved;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Where a file has come further, the ticket's page is drawn anew. */
@Component
class FileNews {
    private final ApplicationEventPublisher events;

    FileNews(ApplicationEventPublisher events) {
        this.events = events;
    }

    @EventListener(FilesMoved.class)
    void moved() {
        events.publishEvent(new Changed(Topic.TICKETS));
    }
}
