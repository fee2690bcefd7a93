package io.snodo.conformance.wire.soap;

import io.snodo.conformance.soap.Xml;
import io.snodo.conformance.wire.Binding;
import io.snodo.messages.xml.Names;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** A member that asks: for outcomes, for what waits for it, and now and then again for what it has not confirmed. */
final class Asking implements SoapWire.Hearing {
    private static final Duration BETWEEN = Duration.ofMillis(250);
    private static final Duration PROGRESS = Duration.ofSeconds(1);
    private static final Duration AGAIN = Duration.ofSeconds(4);
    private static final Duration BACK = Duration.ofMinutes(3);

    private final SoapWire wire;
    private final Clock clock;
    private final Semaphore woken = new Semaphore(0);
    private final Set<String> told = new HashSet<>();
    private final Thread thread;
    private volatile boolean closed;
    private String cursor = "";
    private Instant began = Instant.EPOCH;
    private Instant progress = Instant.EPOCH;

    Asking(SoapWire wire, Clock clock) {
        this.wire = wire;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("asking").start(this::ask);
    }

    @Override
    public @Nullable String replyTo() {
        return null;
    }

    @Override
    public void sent() {
        woken.release();
    }

    @Override
    public void declines(String how) {
        if (!how.isEmpty()) {
            throw new IllegalArgumentException("nobody calls who is asked");
        }
    }

    private void ask() {
        try {
            while (!closed) {
                try {
                    outcomes();
                    collect();
                } catch (Binding.Unreachable e) {
                    if (closed) {
                        return;
                    }
                    Thread.sleep(BETWEEN); // the hub may come back
                }
                if (woken.tryAcquire(BETWEEN.toMillis(), TimeUnit.MILLISECONDS)) {
                    woken.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void outcomes() throws InterruptedException {
        for (String correlation : List.copyOf(wire.pending().keySet())) {
            Answered answer =
                    wire.call("outcome", "<s:outcome/>", null, correlation).answer();
            Element payload = answer.payload();
            if (answer.isTaken() && payload != null) {
                wire.outcome(correlation, payload);
            }
        }
    }

    private void collect() throws InterruptedException {
        Instant now = clock.instant();
        if (now.isAfter(began.plus(AGAIN))) {
            cursor = "";
            began = now;
        }
        boolean asks = now.isAfter(progress.plus(PROGRESS));
        String since = asks ? "<s:since>" + now.minus(BACK) + "</s:since>" : "";
        progress = asks ? now : progress;
        String before;
        do {
            before = cursor;
            Answered answer = wire.call("collect", "<s:collect>" + after() + since + "</s:collect>", null, null)
                    .answer();
            Element payload = answer.payload();
            if (!answer.isTaken() || payload == null) {
                return;
            }
            wire.page(payload, news(payload));
            cursor = Xml.only(payload, Names.STAFFETTA, "cursor").map(Xml::text).orElse("");
            since = "";
        } while (!cursor.equals(before) && !closed && !before.isEmpty());
    }

    private String after() {
        return cursor.isEmpty() ? "" : "<s:after>" + cursor + "</s:after>";
    }

    /** What it has not been told before. */
    private List<Element> news(Element payload) {
        return Xml.children(payload, Names.STAFFETTA, "step").stream()
                .filter(each -> told.add(Frames.step(each).toString()))
                .toList();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
