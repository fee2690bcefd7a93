package io.snodo.ops.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordsTest {
    private static final Path SOURCES = Path.of("src/main/java/io/snodo/ops/evidence");

    @Test
    void bothLanguagesSayTheSameThings() {
        assertThat(bundle(Locale.ITALIAN).keySet())
                .isEqualTo(bundle(Locale.ENGLISH).keySet());
        for (String key : bundle(Locale.ENGLISH).keySet()) {
            assertThat(places(bundle(Locale.ITALIAN).getString(key)))
                    .as(key)
                    .isEqualTo(places(bundle(Locale.ENGLISH).getString(key)));
        }
    }

    @Test
    void speaksTheMachinesLanguageIfItIsOneOfThem() {
        assertThat(Words.usual(Map.of("LANG", "it_IT.UTF-8"))).isEqualTo(Locale.ITALIAN);
        assertThat(Words.usual(Map.of("LANG", "it_IT.UTF-8", "LC_ALL", "C"))).isEqualTo(Locale.ENGLISH);
        assertThat(Words.usual(Map.of())).isEqualTo(Locale.ENGLISH);
    }

    @Test
    void everyFlawHasWords() throws Exception {
        Set<String> keys = new TreeSet<>();
        try (var files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                Pattern.compile("\"ST-\\d{3}\",\\s*\"([a-z_]+)\"")
                        .matcher(Files.readString(file))
                        .results()
                        .forEach(found -> keys.add("flaw." + found.group(1)));
            }
        }
        assertThat(keys).hasSizeGreaterThan(30);
        assertThat(bundle(Locale.ENGLISH).keySet()).containsAll(keys);
    }

    @Test
    void theProgramSaysByItsExitWhetherTheFileIsWhole(@TempDir Path folder) throws Exception {
        Path whole = Files.write(folder.resolve("whole.json"), Examples.file("for-the-owner.json"));
        Path changed = Files.writeString(
                folder.resolve("changed.json"), Files.readString(whole).replace("Comune di Parma", "Comune di Roma"));

        assertThat(run("--lang", "it", whole.toString())).startsWith("0 Prova del ticket L736-000042-T");
        assertThat(run("--lang", "it", changed.toString())).startsWith("1 NON INTEGRO. Non prova nulla.");
        assertThat(run(folder.resolve("none.json").toString())).startsWith("2 ops/evidence verify:");
        assertThat(run()).startsWith("2 ");
        assertThat(run("--lang", "fr", whole.toString())).startsWith("2 ");
        assertThat(run("--hub", whole.toString(), whole.toString())).startsWith("2 ");
        assertThat(run("--odd", whole.toString())).startsWith("2 ");
    }

    private static String run(String... arguments) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int exit = Verify.run(List.of(arguments), new PrintStream(said, true, StandardCharsets.UTF_8));
        return exit + " " + said.toString(StandardCharsets.UTF_8);
    }

    private static ResourceBundle bundle(Locale language) {
        return ResourceBundle.getBundle("io.snodo.ops.evidence.words", language);
    }

    private static Set<String> places(String sentence) {
        return Pattern.compile("\\{\\d}")
                .matcher(sentence)
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
