package io.snodo.spoke.desk.pages;

import io.snodo.spoke.desk.Changed;
import io.snodo.spoke.link.LinkChanged;
import io.snodo.spoke.load.HelpChanged;
import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

/** Tells open pages that something they show has changed, and what kind of thing; never what it says. */
@Controller
class LiveEvents {
    private static final long HALF_AN_HOUR = 30L * 60 * 1000;

    /** Grows with every change; begins at the time, so that a page from before a restart has another one. */
    private final AtomicLong change;

    private final Set<SseEmitter> readers = ConcurrentHashMap.newKeySet();

    LiveEvents(Clock clock) {
        this.change = new AtomicLong(clock.millis());
    }

    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter events() {
        SseEmitter reader = new SseEmitter(HALF_AN_HOUR);
        readers.add(reader);
        reader.onCompletion(() -> readers.remove(reader));
        reader.onTimeout(reader::complete);
        reader.onError(_ -> readers.remove(reader));
        send(reader, SseEmitter.event().name("here").data(change.get()).reconnectTime(3000));
        return reader;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void changed(Changed changed) {
        broadcast(changed.topic().name().toLowerCase(Locale.ROOT));
    }

    @TransactionalEventListener(classes = HelpChanged.class, fallbackExecution = true)
    void helpChanged() {
        broadcast("contacts");
    }

    @TransactionalEventListener(classes = LinkChanged.class, fallbackExecution = true)
    void linkChanged() {
        broadcast("link");
    }

    /** Also finds out who has gone. */
    @Scheduled(fixedDelay = 20_000)
    void beat() {
        readers.forEach(reader -> send(reader, SseEmitter.event().comment("beat")));
    }

    /** Open streams would hold up a graceful end. */
    @EventListener(ContextClosedEvent.class)
    void end() {
        readers.forEach(SseEmitter::complete);
    }

    /** Which change a page that is drawn now has seen; one that finds another when it connects is out of date. */
    long change() {
        return change.get();
    }

    private void broadcast(String topic) {
        change.incrementAndGet();
        readers.forEach(reader -> send(reader, SseEmitter.event().name("change").data(topic)));
    }

    private void send(SseEmitter reader, SseEventBuilder event) {
        try {
            reader.send(event);
        } catch (IOException | IllegalStateException e) {
            // the reader is gone; its browser connects again if it is only the line
            readers.remove(reader);
        }
    }
}
