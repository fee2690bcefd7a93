package io.snodo.ops.bench;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/** Which messages are under way since when, and how long those took that have arrived. Safe for many threads. */
final class Arrivals {
    private record UnderWay(long since, Semaphore room) {}

    private final Map<UUID, UnderWay> underWay = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();
    private volatile long from = Long.MAX_VALUE;
    private volatile long to = Long.MAX_VALUE;

    /** Counts what arrives between now and {@code nanos} from now. */
    void count(long nanos) {
        latencies.clear();
        from = System.nanoTime();
        to = from + nanos;
    }

    /** {@code room} is given back when it has arrived; {@code since} is the sender's {@link System#nanoTime}. */
    void leaves(UUID message, Semaphore room, long since) {
        underWay.put(message, new UnderWay(since, room));
    }

    void arrived(UUID message) {
        UnderWay found = underWay.remove(message);
        if (found == null) {
            return; // repeated, or of the round before
        }
        long now = System.nanoTime();
        if (now - from >= 0 && now - to <= 0) {
            latencies.add(now - found.since());
        }
        found.room().release();
    }

    int underWay() {
        return underWay.size();
    }

    /** How many that left before {@code instant} are still under way. */
    int olderThan(long instant) {
        return (int) underWay.values().stream()
                .filter(each -> each.since() - instant < 0)
                .count();
    }

    /** Those are not waited for any more; how many there were. */
    int forget(long instant) {
        int before = underWay.size();
        underWay.values().removeIf(each -> each.since() - instant < 0);
        return before - underWay.size();
    }

    /** What did not arrive in time belongs to no round. */
    void forget() {
        underWay.clear();
    }

    long[] latencies() {
        return latencies.stream().mapToLong(Long::longValue).toArray();
    }
}
