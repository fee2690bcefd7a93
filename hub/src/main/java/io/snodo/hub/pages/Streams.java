package io.snodo.hub.pages;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Server-sent events for open pages: one short event {@code changed} when what a page is about has changed. What is
 * watched is asked for once for all pages together, so that it also shows what another node of the hub has done. There
 * are at most {@code limit} streams, and {@code each} of one watcher; each ends after ten minutes, when the browser opens
 * the next by itself.
 */
public final class Streams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Streams.class);
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final int limit;
    private final int each;
    private final Pulse pulse;
    private final Set<Stream> open = ConcurrentHashMap.newKeySet();
    private long opened;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("page-streams").factory());

    /** What tells whether a topic has changed. */
    public interface Pulse {
        /** A short text for each topic that is different after every change; a topic may be missing. */
        Map<String, String> of(Set<String> topics);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it ends with its thread
    public Streams(int limit, int each, Duration every, Pulse pulse) {
        this.limit = limit;
        this.each = each;
        this.pulse = pulse;
        watch.scheduleWithFixedDelay(this::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * A stream about {@code topic} for a page made when its version was {@code seen}, so that nothing is missed that
     * happened before the page listened. A watcher who has his share loses his oldest: that may be a page he has left, of
     * which nobody has told us yet. Empty when there are too many streams of others already.
     */
    public synchronized Optional<SseEmitter> open(String topic, String watcher, String seen) {
        List<Stream> own =
                open.stream().filter(one -> one.watcher.equals(watcher)).toList();
        boolean isFull = open.size() >= limit;
        if (isFull && own.isEmpty()) {
            return Optional.empty();
        }
        if (isFull || own.size() >= each) {
            Collections.min(own, Comparator.comparingLong(one -> one.number)).giveWay();
        }
        Stream stream = new Stream(topic, watcher, seen, opened++);
        open.add(stream);
        stream.start();
        return Optional.of(stream.emitter);
    }

    private void look() {
        if (open.isEmpty()) {
            return;
        }
        try {
            Map<String, String> now =
                    pulse.of(open.stream().map(stream -> stream.topic).collect(Collectors.toSet()));
            open.forEach(stream -> stream.tell(now.get(stream.topic)));
        } catch (DataAccessException e) {
            LOG.warn(
                    "pages are not kept up to date for now cause={}",
                    e.getClass().getSimpleName());
        } catch (RuntimeException e) {
            // thrown on, a fault of ours would end the watch for good and in silence
            LOG.error("pages are not kept up to date", e);
        }
    }

    /** When the hub begins to stop, and not after: a stream is a request that never ends, and it would wait for it. */
    @Override
    @EventListener(ContextClosedEvent.class)
    public void close() {
        watch.shutdownNow();
        open.forEach(stream -> stream.emitter.complete());
    }

    /** One open page. Its own thread writes, so that a browser that does not read holds up no other. */
    private final class Stream {
        private final String topic;
        private final String watcher;
        private final long number;
        private final SseEmitter emitter = new SseEmitter(LIFE.toMillis());
        private final BlockingQueue<String> news = new ArrayBlockingQueue<>(1);
        private String known;

        Stream(String topic, String watcher, String seen, long number) {
            this.topic = topic;
            this.watcher = watcher;
            this.known = seen;
            this.number = number;
        }

        void start() {
            Thread writer = Thread.ofVirtual().name("page-stream").start(this::write);
            Runnable end = () -> {
                open.remove(this);
                writer.interrupt();
            };
            emitter.onCompletion(end);
            emitter.onTimeout(emitter::complete);
            emitter.onError(_ -> end.run());
        }

        /** Its writer ends it: it may be in the middle of writing to a browser that does not read. */
        void giveWay() {
            open.remove(this);
            news.offer("");
        }

        void tell(@Nullable String version) {
            if (version != null && !version.equals(known)) {
                known = version;
                news.poll();
                news.offer(version); // one that was not yet written gives way: fetching once is enough
            }
        }

        private void write() {
            try {
                emitter.send(SseEmitter.event().comment("open").reconnectTime(3000));
                while (open.contains(this)) {
                    String version = news.poll(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
                    if (!open.contains(this)) {
                        break;
                    }
                    emitter.send(
                            version == null
                                    ? SseEmitter.event().comment("still here")
                                    : SseEmitter.event()
                                            .name("changed")
                                            .id(version)
                                            .data(version));
                }
                emitter.complete();
            } catch (IOException | IllegalStateException | InterruptedException _) {
                open.remove(this); // the page was left, which is how streams end
            }
        }
    }
}
