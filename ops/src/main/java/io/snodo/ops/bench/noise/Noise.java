package io.snodo.ops.bench.noise;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/** Many at once that each do the same again and again, whatever comes of it, until it is enough. */
final class Noise implements AutoCloseable {
    private static final ThreadFactory THREADS =
            Thread.ofPlatform().daemon().name("noise-", 0).factory();

    private final List<Thread> running = new ArrayList<>();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private volatile boolean enough;

    /** One of them: has what it needs, and does it once more. */
    interface Deed extends AutoCloseable {
        void once() throws Exception;

        @Override
        default void close() throws Exception {}
    }

    /** Makes one anew, at the beginning and whenever it has broken. */
    interface Deeds {
        Deed begin() throws Exception;
    }

    Noise(int atOnce, Deeds deeds) {
        for (int i = 0; i < atOnce; i++) {
            Thread thread = THREADS.newThread(() -> goOn(deeds));
            running.add(thread);
            thread.start();
        }
    }

    private void goOn(Deeds deeds) {
        while (!enough) {
            try (Deed deed = deeds.begin()) {
                while (!enough) {
                    deed.once();
                    done.incrementAndGet();
                }
            } catch (Exception e) { // a refusal, a closed connection: what it is here for, and it begins anew
                failed.incrementAndGet();
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        enough = true;
        running.forEach(Thread::interrupt);
        for (Thread thread : running) {
            thread.join(3_000);
        }
    }

    @Override
    public String toString() {
        return done + " done, " + failed + " refused or broken off";
    }
}
