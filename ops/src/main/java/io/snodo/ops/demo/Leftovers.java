package io.snodo.ops.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Processes that outlived their launcher: nodes whose launcher was killed, and the database server of a hub that was.
 * Only a process that names this demo's folder on its command line is touched; ids are used again by the system.
 */
final class Leftovers {
    private final DemoFolder folder;

    Leftovers(DemoFolder folder) {
        this.folder = folder;
    }

    /** Ends them; returns what was found. */
    List<String> end() {
        List<String> found = Stream.concat(
                        pids(folder.root().resolve("run"), ".pid"), pids(folder.hub(), "postmaster.pid"))
                .filter(this::end)
                .map(file -> file.getFileName().toString())
                .toList();
        return found;
    }

    private static Stream<Path> pids(Path below, String suffix) {
        if (!Files.isDirectory(below)) {
            return Stream.empty();
        }
        try (Stream<Path> files =
                Files.find(below, 4, (file, _) -> file.getFileName().toString().endsWith(suffix))) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new CannotStart("cannot look for process ids below " + below, e);
        }
    }

    private boolean end(Path pidFile) {
        Optional<ProcessHandle> process =
                read(pidFile).flatMap(ProcessHandle::of).filter(this::isOurs);
        process.ifPresent(handle -> {
            handle.destroy();
            if (!gone(handle, Duration.ofSeconds(8))) {
                handle.destroyForcibly();
                gone(handle, Duration.ofSeconds(5));
            }
        });
        return process.isPresent();
    }

    private boolean isOurs(ProcessHandle handle) {
        return commandLine(handle.pid()).contains(folder.root().toString());
    }

    /** From /proc, because {@link ProcessHandle.Info} gives up on long command lines. */
    private static String commandLine(long pid) {
        try {
            return Files.readString(
                            Path.of("/proc", Long.toString(pid), "cmdline"),
                            java.nio.charset.StandardCharsets.ISO_8859_1)
                    .replace('\0', ' ');
        } catch (IOException e) {
            return ""; // ended between two looks
        }
    }

    private static Optional<Long> read(Path pidFile) {
        try {
            return Files.readString(pidFile)
                    .lines()
                    .findFirst()
                    .map(String::strip)
                    .map(Long::valueOf);
        } catch (IOException | NumberFormatException e) {
            return Optional.empty(); // half written by a process that was killed meanwhile
        }
    }

    private static boolean gone(ProcessHandle handle, Duration atMost) {
        try {
            handle.onExit().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new CannotStart("cannot wait for process " + handle.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
