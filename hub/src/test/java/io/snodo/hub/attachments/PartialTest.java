package io.snodo.hub.attachments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes, in a folder that two take from without knowing of each other, as two nodes do. */
class PartialTest {
    private static final int ROUNDS = 10_000;

    @TempDir
    Path folder;

    @Test
    void nobodyTakesWhatSomebodyElseHasDroppedMeanwhile() throws Exception {
        Path file = folder.resolve("one");
        try (ExecutorService nodes = Executors.newFixedThreadPool(2)) {
            Callable<Integer> node = () -> {
                int lost = 0;
                for (int round = 0; round < ROUNDS; round++) {
                    lost += takesAndDrops(file);
                }
                return lost;
            };
            Future<Integer> one = nodes.submit(node);
            Future<Integer> other = nodes.submit(node);

            assertThat(one.get() + other.get()).isZero();
        }
    }

    /** How many were taken that are nowhere. */
    private static int takesAndDrops(Path file) throws IOException {
        try (Partial coming = opened(file)) {
            if (coming == null) {
                return 0;
            }
            int lost = Files.exists(file) ? 0 : 1;
            coming.drop();
            return lost;
        }
    }

    private static @Nullable Partial opened(Path file) throws IOException {
        try {
            return Partial.open(file, () -> {});
        } catch (OverlappingFileLockException e) { // two nodes have a JVM each, and one of them gets no lock
            return null;
        }
    }
}
