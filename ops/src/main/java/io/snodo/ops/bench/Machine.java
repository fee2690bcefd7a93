package io.snodo.ops.bench;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What was measured on. */
final class Machine {
    private Machine() {}

    /** In one line; {@code data} is where the journals and the database are. */
    static String line(Path data) throws IOException {
        FileStore disk = Files.getFileStore(data);
        return "%s, %d cores, %.0f GiB, %s %s, JDK %s, %s (%s)"
                .formatted(
                        cpu(),
                        Runtime.getRuntime().availableProcessors(),
                        memoryGib(),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        Runtime.version(),
                        disk.type(),
                        disk.name());
    }

    private static String cpu() throws IOException {
        return find(Path.of("/proc/cpuinfo"), "model name").orElse(System.getProperty("os.arch"));
    }

    private static double memoryGib() throws IOException {
        return find(Path.of("/proc/meminfo"), "MemTotal")
                .map(text -> Double.parseDouble(text.toLowerCase(Locale.ROOT).replaceAll("[^0-9]", "")) / 1024 / 1024)
                .orElse(Double.NaN);
    }

    private static java.util.Optional<String> find(Path file, String key) throws IOException {
        return Files.readString(file)
                .lines()
                .filter(line -> line.startsWith(key))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).strip());
    }
}
