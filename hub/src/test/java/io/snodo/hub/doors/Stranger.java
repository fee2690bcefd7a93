package io.snodo.hub.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.snodo.messages.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** A client of {@code src/test/strangers}: in another language, with other libraries, and no code of ours. */
public final class Stranger {
    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final Path FOLDER = Path.of("src/test/strangers");
    private static final long PATIENCE_SECONDS = 180;

    private final Path script;

    private Stranger(Path script) {
        this.script = script;
    }

    /** Leaves the test out, and says so, where Python or what the script imports is not installed. */
    public static Stranger named(String script, String imports, String packages) {
        assumeTrue(Files.isExecutable(PYTHON), "left out: there is no " + PYTHON);
        assumeTrue(
                run(List.of(PYTHON.toString(), "-c", "import " + imports), "").exit() == 0,
                "left out: Python lacks " + packages + " (Debian's packages of that name)");
        return new Stranger(FOLDER.resolve(script));
    }

    /** What the script says at its end, given {@code settings}; fails with its last words if it does not come to it. */
    public JsonNode play(Map<String, ?> settings) {
        Told told = run(List.of(PYTHON.toString(), script.toString()), Json.MAPPER.writeValueAsString(settings));
        assertThat(told.exit()).as(told.complaint()).isZero();
        return Json.MAPPER.readTree(told.answer());
    }

    private record Told(int exit, String answer, String complaint) {}

    private static Told run(List<String> command, String input) {
        try {
            Path complaint = Files.createTempFile("stranger", ".txt");
            Path answer = Files.createTempFile("stranger", ".json");
            Process process = new ProcessBuilder(command)
                    .redirectError(complaint.toFile())
                    .redirectOutput(answer.toFile())
                    .start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            Told told =
                    new Told(ended ? process.exitValue() : -1, Files.readString(answer), Files.readString(complaint));
            Files.delete(complaint);
            Files.delete(answer);
            return told;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
