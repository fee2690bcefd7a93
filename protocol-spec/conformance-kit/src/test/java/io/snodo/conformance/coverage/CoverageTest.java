package io.snodo.conformance.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.conformance.Kit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CoverageTest {
    private static final Path HOME = Path.of("../..");
    private static final Pattern NUMBER = Pattern.compile("\\*\\*(ST-\\d+)\\*\\*");

    private final List<Coverage.Row> rows = Kit.coverage();

    @Test
    void noMustIsShownByNothing() {
        assertThat(rows.stream().filter(row -> !row.isCovered()))
                .extracting(row -> row.must().number() + " lacks " + row.missing())
                .isEmpty();
    }

    @Test
    void noNumberOfTheChaptersIsOverlooked() throws IOException {
        Set<String> numbers;
        try (Stream<Path> chapters = Files.list(Path.of("../specification"))) {
            numbers = chapters.filter(file -> file.toString().endsWith(".md"))
                    .flatMap(file -> NUMBER.matcher(read(file)).results())
                    .map(found -> found.group(1))
                    .collect(Collectors.toSet());
        }

        assertThat(rows).extracting(row -> row.must().number()).containsExactlyInAnyOrderElementsOf(numbers);
    }

    @Test
    void whatIsExemptIsShownByTestsThatExist() throws IOException {
        Set<String> tests;
        try (Stream<Path> files =
                Files.find(HOME, 14, (file, _) -> file.toString().contains("/src/test/java/"))) {
            tests = files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }

        assertThat(Exceptions.all()).allSatisfy((number, exempt) -> {
            assertThat(Set.of("positive", "negative", "both", "none")).contains(exempt.missing());
            assertThat(exempt.reason()).as(number).endsWith(".");
            assertThat(tests).as(number).containsAll(exempt.tests());
        });
    }

    /** What a case has come to show since needs no excuse any more. */
    @Test
    void noSideIsExemptThatACaseShows() {
        assertThat(rows.stream().filter(row -> row.exempt() != null)).allSatisfy(row -> {
            String missing = row.exempt().missing();
            if (missing.equals("both")) {
                assertThat(row.positive()).as(row.must().number()).isEmpty();
            }
            if (missing.equals("both") || missing.equals("negative")) {
                assertThat(row.negative()).as(row.must().number()).isEmpty();
            }
            if (missing.equals("positive")) {
                assertThat(row.positive()).as(row.must().number()).isEmpty();
            }
        });
    }

    /** {@code java -jar target/…-exec.jar --coverage > coverage.md} writes it anew. */
    @Test
    void theTableIsWhatIsCommitted() {
        assertThat(read(Path.of("coverage.md"))).isEqualTo(Table.of(rows));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
