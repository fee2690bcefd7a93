package io.snodo.messages.specification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The specification's files, where they lie beside this module; and how what is generated into them is kept true. */
final class Specification {
    static final Path FOLDER = Path.of("..", "specification");

    private Specification() {}

    static List<Path> examples(String kind) {
        try (Stream<Path> files = Files.walk(FOLDER.resolve("examples").resolve(kind))) {
            return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Compares what stands between the marks {@code <!-- name -->} and {@code <!-- /name -->} of a chapter with what the
     * code says; with {@code -Dsnodo.regenerate=true} writes it instead.
     */
    static void isUpToDate(String chapter, String name, String generated) {
        Path file = FOLDER.resolve(chapter);
        String text = text(file);
        String from = "<!-- " + name + " -->\n";
        String to = "<!-- /" + name + " -->";
        int start = text.indexOf(from) + from.length();
        int end = text.indexOf(to);
        assertThat(start).as("%s has a place for %s", chapter, name).isGreaterThanOrEqualTo(from.length());
        assertThat(end).as("%s has a place for %s", chapter, name).isGreaterThanOrEqualTo(start);
        if (Boolean.getBoolean("snodo.regenerate")) {
            try {
                Files.writeString(file, text.substring(0, start) + generated + text.substring(end));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        } else {
            assertThat(text.substring(start, end))
                    .as(
                            "%s of %s; to write it anew: mvn test -pl protocol-spec/messages -Dsnodo.regenerate=true",
                            name, chapter)
                    .isEqualTo(generated);
        }
    }
}
