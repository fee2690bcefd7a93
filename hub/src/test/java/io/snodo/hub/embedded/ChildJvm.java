package io.snodo.hub.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A JVM of its own with this test's class path, to be killed. It says one line when it is ready. */
public final class ChildJvm implements AutoCloseable {
    private final Process process;

    private ChildJvm(Process process) {
        this.process = process;
    }

    /** Starts {@code main} after {@code prefix} (none, or a command that changes the user) and waits for its line. */
    public static ChildJvm start(List<String> prefix, String classPath, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-cp",
                classPath,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                main.getName()));
        command.addAll(Arrays.asList(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .directory(Path.of("/").toFile())
                    .start();
            BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
            for (String line = said.readLine(); !"ready".equals(line); line = said.readLine()) {
                if (line == null) {
                    throw new IllegalStateException(main.getSimpleName() + " ended before it was ready");
                }
                System.err.println(line);
            }
            return new ChildJvm(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String ownClassPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** Copies of the class path's parts whose names hold one of {@code wanted}, for a user who may not read ours. */
    public static String copiedClassPath(Path folder, List<String> wanted) throws IOException {
        List<String> copies = new ArrayList<>();
        for (String entry : ownClassPath().split(":")) {
            Path from = Path.of(entry);
            if (wanted.stream().noneMatch(entry::contains)) {
                continue;
            }
            Path to = folder.resolve(copies.size() + "-" + from.getFileName());
            if (Files.isDirectory(from)) {
                org.springframework.util.FileSystemUtils.copyRecursively(from, to);
            } else {
                Files.copy(from, to);
            }
            copies.add(to.toString());
        }
        return String.join(":", copies);
    }

    /** As {@code kill -9} does: no hook runs. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
