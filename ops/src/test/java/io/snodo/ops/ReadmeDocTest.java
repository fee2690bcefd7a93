package io.snodo.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What a newcomer reads first must be true. */
class ReadmeDocTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final int FIRST_SCREEN = 60;

    private final String readme = read("README.md");

    @Test
    void needsTwoCommandsOnTheFirstScreenAndNoMore() {
        String first = String.join("\n", readme.lines().limit(FIRST_SCREEN).toList());

        assertThat(find("(?s)```sh\n(.*?)```", first))
                .hasSize(1)
                .first()
                .satisfies(block -> assertThat(block.lines().map(line -> line.replaceAll("\\s*#.*", "")))
                        .containsExactly("ops/demo", "mvn verify"));
        assertThat(first).contains("```mermaid", "http://127.0.0.1:8101/", "http://127.0.0.1:8080/console");
    }

    @Test
    void linksOnlyToWhatIsThere() {
        assertThat(find("\\]\\(([^)#:]+)\\)", readme))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(HOME.resolve(link)).exists());
    }

    @Test
    void namesOnlyScriptsThatCanBeRunAndExplainThemselves() {
        assertThat(List.of("ops/demo", "ops/bench", "ops/evidence", "ops/snodo", "ops/attack", ".ci/run"))
                .allSatisfy(script -> {
                    assertThat(HOME.resolve(script)).isExecutable();
                    assertThat(read(script))
                            .startsWith("#!/usr/bin/env bash\n# ")
                            .contains("set -euo pipefail");
                });
        assertThat(List.of("--story", "--fresh", "--requests", "--port-base"))
                .allSatisfy(option -> assertThat(read("ops/demo")).contains(option));
    }

    @Test
    void tellsTheCatalogueTheSameAsTheBuild() {
        JsonNode entry = new YAMLMapper().readTree(read("publiccode.yml"));

        assertThat(entry.get("legal").get("license").asString()).isEqualTo("EUPL-1.2");
        assertThat(read("LICENSE")).startsWith("EUROPEAN UNION PUBLIC LICENCE v. 1.2");
        assertThat(read("pom.xml")).contains("<name>EUPL-1.2</name>");
        for (Map.Entry<String, JsonNode> language : entry.get("description").properties()) {
            assertThat(language.getValue().get("shortDescription").asString().length())
                    .isLessThanOrEqualTo(150);
            assertThat(language.getValue().get("longDescription").asString().length())
                    .isBetween(150, 10_000);
        }
    }

    private static List<String> find(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static String read(String file) {
        try {
            return Files.readString(HOME.resolve(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
