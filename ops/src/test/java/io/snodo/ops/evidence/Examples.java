package io.snodo.ops.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** The specification's examples of evidence: files that a hub gave out, and what was done to them. */
final class Examples {
    static final Path FOLDER = Path.of("..", "protocol-spec", "specification", "examples", "evidence");

    private Examples() {}

    /** {@code flaw} is absent where the file is whole. */
    record Case(
            String why,
            String of,
            @Nullable List<Replaced> replace,
            @Nullable String flaw) {
        byte[] file() {
            String text = new String(Examples.file(of), StandardCharsets.UTF_8);
            for (Replaced each : replace == null ? List.<Replaced>of() : replace) {
                int at = text.indexOf(each.what());
                if (at < 0) {
                    throw new IllegalStateException("an example is not about its file: " + why);
                }
                text = text.substring(0, at)
                        + each.by()
                        + text.substring(at + each.what().length());
            }
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return why;
        }
    }

    record Replaced(
            @com.fasterxml.jackson.annotation.JsonProperty("this")
            String what,

            String by) {}

    static List<Case> cases() {
        return EvidenceFile.JSON.readValue(file("cases.json"), new TypeReference<List<Case>>() {});
    }

    static byte[] file(String name) {
        try {
            return Files.readAllBytes(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
