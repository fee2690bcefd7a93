package io.snodo.spoke.link.http;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Makes calls that do not wait for each other, a few at once and no more; ends when all have ended. */
final class Together {
    /** One line is one member of many: the hub has places for all of them, and counts calls (ST-559). */
    static final int AT_ONCE = 4;

    private Together() {}

    interface Calling<T> {
        void call(T each) throws IOException, InterruptedException;
    }

    /** After one has failed no other is begun, and what it has thrown is thrown. */
    static <T> void each(Collection<T> all, Calling<T> calling) throws IOException, InterruptedException {
        Queue<T> left = new ConcurrentLinkedQueue<>(all);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> calls = Stream.<Future<?>>generate(() -> callers.submit(() -> work(left, calling)))
                    .limit(Math.min(AT_ONCE, all.size()))
                    .toList();
            for (Future<?> call : calls) {
                call.get();
            }
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException broken -> throw broken;
                case RuntimeException broken -> throw broken;
                case null, default -> throw new IOException(e);
            }
        }
    }

    private static <T> Void work(Queue<T> left, Calling<T> calling) throws IOException, InterruptedException {
        try {
            for (T each = left.poll(); each != null; each = left.poll()) {
                calling.call(each);
            }
            return null;
        } catch (IOException | RuntimeException e) {
            left.clear();
            throw e;
        }
    }
}
