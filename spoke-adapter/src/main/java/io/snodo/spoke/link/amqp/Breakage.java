package io.snodo.spoke.link.amqp;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** That one connection is over, and why: the first reason counts, whoever noticed it. */
final class Breakage {
    private final AtomicReference<@Nullable String> why = new AtomicReference<>();

    void because(Exception e) {
        because(e.getClass().getSimpleName() + ": " + e.getMessage());
    }

    void because(String reason) {
        why.compareAndSet(null, reason);
    }

    boolean isThere() {
        return why.get() != null;
    }

    String why() {
        String reason = why.get();
        return reason == null ? "closed" : reason;
    }
}
