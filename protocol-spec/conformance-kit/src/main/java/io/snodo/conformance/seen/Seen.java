package io.snodo.conformance.seen;

import io.snodo.conformance.seen.Event.What;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** All that was seen in a run, in its order. Safe for many threads: wires write, cases wait. */
public final class Seen {
    /** Only ever added to, so that who has been given a part of it may go on reading. */
    private Event[] events = new Event[1024];

    private int size;
    private final Clock clock;
    private final Consumer<Event> standing;

    /** {@code standing} looks at every event, one at a time. */
    public Seen(Clock clock, Consumer<Event> standing) {
        this.clock = clock;
        this.standing = standing;
    }

    public synchronized Event note(
            String from, String to, What what, @Nullable UUID message, @Nullable String correlation, JsonNode content) {
        Event event = new Event(size + 1L, clock.instant(), from, to, what, message, correlation, content);
        if (size == events.length) {
            events = Arrays.copyOf(events, size * 2);
        }
        events[size++] = event;
        standing.accept(event);
        notifyAll();
        return event;
    }

    /** What only the rules that always hold are to look at. */
    public synchronized void glance(String from, String to, What what, JsonNode content) {
        standing.accept(new Event(size, clock.instant(), from, to, what, null, null, content));
    }

    public synchronized List<Event> all() {
        return Collections.unmodifiableList(Arrays.asList(events).subList(0, size));
    }

    public synchronized long last() {
        return size;
    }

    /** Looks at all events, again after each new one, until {@code look} is settled or time is up. */
    public Verdict await(Function<List<Event>, Verdict> look, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            long seen = last();
            Verdict verdict = look.apply(all());
            long left = (end - System.nanoTime()) / 1_000_000;
            if (!(verdict instanceof Verdict.NotYet) || left <= 0) {
                return verdict;
            }
            synchronized (this) {
                if (size == seen) {
                    wait(Math.min(left, 1000));
                }
            }
        }
    }
}
