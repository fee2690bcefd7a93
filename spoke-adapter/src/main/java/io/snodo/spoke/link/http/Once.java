package io.snodo.spoke.link.http;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers what has called; the oldest go, and are by then too old by themselves. */
public final class Once {
    private static final int REMEMBERED = 10_000;

    private final Clock clock;
    private final Map<String, Instant> seen = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > REMEMBERED;
        }
    };

    public Once(Clock clock) {
        this.clock = clock;
    }

    /** Whether {@code id} is here for the first time. */
    public boolean isFirst(String id) {
        synchronized (seen) {
            return seen.putIfAbsent(id, clock.instant()) == null;
        }
    }
}
