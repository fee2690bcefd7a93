package io.snodo.hub.embedded.postgres;

import io.snodo.hub.embedded.EmbeddedPartFailed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end, within a time. */
final class Command {
    private Command() {}

    /** Succeeded or not, with what it said last: the cause, as a rule. */
    record Result(int exit, String lastLine) {}

    static boolean succeeds(Duration atMost, List<String> command) {
        try {
            return run(atMost, command).exit() == 0;
        } catch (EmbeddedPartFailed e) {
            return false; // not installed: to a caller that only asks whether it works, the same answer
        }
    }

    static Result run(Duration atMost, List<String> command) {
        try {
            // a file and not a pipe: a server that the program leaves running would keep a pipe open
            Path said = Files.createTempFile("snodo-", ".out");
            try {
                Process process = start(command, said);
                if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly();
                    return new Result(-1, "no end within " + atMost.toSeconds() + " s");
                }
                return new Result(process.exitValue(), lastLine(said));
            } finally {
                Files.delete(said);
            }
        } catch (IOException e) {
            throw new EmbeddedPartFailed(
                    command.getFirst() + " cannot be run (" + e.getMessage()
                            + "); install it, or set snodo.database.url to a server of your own.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedPartFailed(
                    "Stopped while waiting for " + command.getFirst() + "; start the hub again.", e);
        }
    }

    private static Process start(List<String> command, Path said) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .directory(Path.of("/").toFile()); // a place every user may be in
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private static String lastLine(Path said) throws IOException {
        return Files.readString(said, StandardCharsets.ISO_8859_1)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .reduce("", (before, line) -> line);
    }
}
