package io.snodo.spoke.desk.pages;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

/**
 * One page that listens. Its own thread writes to the browser: who has news only leaves a word, and never waits for a
 * browser that does not read. What is not yet written is kept once for each topic, because fetching once is enough.
 */
final class OpenPage {
    private static final Duration BEAT = Duration.ofSeconds(20);
    /** More than there are topics. */
    private static final int WORDS = 16;

    private final SseEmitter browser;
    private final Set<OpenPage> open;
    private final Clock clock;
    private final BlockingQueue<String> news = new ArrayBlockingQueue<>(WORDS);
    private volatile @Nullable Instant writingSince;
    private volatile @Nullable Thread writer;

    OpenPage(SseEmitter browser, Set<OpenPage> open, Clock clock) {
        this.browser = browser;
        this.open = open;
        this.clock = clock;
    }

    void start(LongSupplier change) {
        open.add(this);
        writer = Thread.ofVirtual().name("open-page").start(() -> write(change));
        browser.onCompletion(this::leave);
        browser.onTimeout(this::leave);
        browser.onError(_ -> leave());
    }

    /** Returns at once, whatever the browser does. */
    void tell(String topic) {
        if (!news.contains(topic) && !news.offer(topic)) {
            leave();
        }
    }

    /** Whether the browser has not taken what was written to it for longer than {@code patience}. */
    boolean isStuck(Duration patience) {
        Instant since = writingSince;
        return since != null && since.plus(patience).isBefore(clock.instant());
    }

    /** The writer itself ends the answer, for that may wait, too. */
    void leave() {
        Thread writing = writer;
        if (open.remove(this) && writing != null) {
            writing.interrupt();
        }
    }

    private void write(LongSupplier change) {
        try {
            send(SseEmitter.event().name("here").data(change.getAsLong()).reconnectTime(3000));
            while (open.contains(this)) {
                String topic = news.poll(BEAT.toMillis(), TimeUnit.MILLISECONDS);
                // the beat finds out who has gone
                send(
                        topic == null
                                ? SseEmitter.event().comment("beat")
                                : SseEmitter.event().name("change").data(topic));
            }
        } catch (IOException | IllegalStateException | InterruptedException _) {
            // the page was left; its browser connects again if it is only the line
        } finally {
            open.remove(this);
            browser.complete();
        }
    }

    private void send(SseEventBuilder event) throws IOException {
        writingSince = clock.instant();
        browser.send(event);
        writingSince = null;
    }
}
