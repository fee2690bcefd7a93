package io.snodo.hub.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was refused and is tried again later, each time after a pause twice as long. Beyond a bound the one that has waited
 * longest for its turn is forgotten, and so may be tried at once. Not for several threads.
 */
final class Postponed<T> {
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int REMEMBERED = 10_000;

    private final Map<T, Pause> pauses = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<T, Pause> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Pause(Instant until, Duration length) {}

    void refused(T what, Instant now) {
        Pause before = pauses.remove(what);
        Duration length = before == null ? FIRST : before.length().multipliedBy(2);
        Duration bounded = length.compareTo(LONGEST) > 0 ? LONGEST : length;
        pauses.put(what, new Pause(now.plus(bounded), bounded));
    }

    boolean waits(T what, Instant now) {
        Pause pause = pauses.get(what);
        return pause != null && now.isBefore(pause.until());
    }

    /** What was due again long ago and was not refused since has come to its end some other way. */
    int size(Instant now) {
        pauses.values().removeIf(pause -> pause.until().plus(LONGEST).isBefore(now));
        return pauses.size();
    }
}
