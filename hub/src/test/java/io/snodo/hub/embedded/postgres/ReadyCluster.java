package io.snodo.hub.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.hub.embedded.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * An empty database of the hub's own, made once for all tests of this process and copied for each: unpacking and making
 * one is most of what a hub's first start takes. What makes it is tested by itself.
 */
public final class ReadyCluster {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final class Made {
        static final Path HOME = make();

        private static Path make() {
            try {
                Path folder = Files.createTempDirectory("snodo-ready");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
                try (DataFolder data = DataFolder.open(folder)) {
                    EmbeddedPostgres.start(data).close();
                }
                Path home = folder.resolve("postgres");
                Files.delete(home.resolve("port")); // each has its own
                return home;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void delete(Path folder) {
            try {
                FileSystemUtils.deleteRecursively(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private ReadyCluster() {}

    /**
     * Into a data folder that has none yet and, by the hub's {@code settings}, will have one; its programs are links, its
     * data is its own.
     */
    public static void into(Path data, String... settings) {
        Path home = data.resolve("postgres");
        if (Files.exists(home) || List.of(settings).stream().anyMatch(s -> s.startsWith("snodo.database.url="))) {
            return;
        }
        try (Stream<Path> parts = Files.list(Made.HOME)) {
            Files.createDirectories(home);
            parts.forEach(part -> copy(part, home));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path part, Path home) {
        String how = part.getFileName().toString().startsWith("programs-") ? "-al" : "-a";
        Command.Result copied = Command.run(PATIENCE, List.of("cp", how, part.toString(), home.toString()));
        assertThat(copied.exit()).as(copied.lastLine()).isZero();
    }
}
