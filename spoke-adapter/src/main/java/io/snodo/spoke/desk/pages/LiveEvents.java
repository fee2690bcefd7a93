package io.snodo.spoke.desk.pages;

import io.snodo.spoke.desk.Changed;
import io.snodo.spoke.link.LinkChanged;
import io.snodo.spoke.load.HelpChanged;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells open pages that something they show has changed, and what kind of thing; never what it says. It is told on the
 * thread that commits, which may hold the only connection that writes: so nothing here waits for a browser.
 */
@Controller
class LiveEvents {
    /** Beyond these a page is not kept up to date by itself; it works as without script. */
    static final int MOST_PAGES = 500;

    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LIFE = Duration.ofMinutes(30);

    /** Grows with every change; begins at the time, so that a page from before a restart has another one. */
    private final AtomicLong change;

    private final Clock clock;
    private final Set<OpenPage> open = ConcurrentHashMap.newKeySet();

    LiveEvents(Clock clock) {
        this.clock = clock;
        this.change = new AtomicLong(clock.millis());
    }

    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter events() {
        if (open.size() >= MOST_PAGES) {
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
        }
        return listen(new SseEmitter(LIFE.toMillis()));
    }

    SseEmitter listen(SseEmitter browser) {
        new OpenPage(browser, open, clock).start(change::get);
        return browser;
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

    /** A browser that has stopped reading is let go; it connects again if it comes back to life. */
    @Scheduled(fixedDelay = 10_000)
    void dropStuck() {
        open.stream().filter(page -> page.isStuck(PATIENCE)).forEach(OpenPage::leave);
    }

    /** Open streams would hold up a graceful end. */
    @EventListener(ContextClosedEvent.class)
    void end() {
        open.forEach(OpenPage::leave);
    }

    /** Which change a page that is drawn now has seen; one that finds another when it connects is out of date. */
    long change() {
        return change.get();
    }

    int open() {
        return open.size();
    }

    private void broadcast(String topic) {
        change.incrementAndGet();
        open.forEach(page -> page.tell(topic));
    }
}
