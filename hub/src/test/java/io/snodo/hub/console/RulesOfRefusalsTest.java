package io.snodo.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.refusal.RefusalCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RulesOfRefusalsTest {
    private static final Path SPECIFICATION = Path.of("../protocol-spec/specification");
    private static final Path TABLE = Path.of("src/main/resources" + RulesOfRefusals.RESOURCE);
    private static final Pattern RULE = Pattern.compile("- \\*\\*(ST-[0-9]+)\\*\\*.*");
    private static final Pattern CODE = Pattern.compile("`([a-z_]+)`");

    /** {@code mvn test -Dtest=RulesOfRefusalsTest -Dsnodo.draw=true} gathers them anew. */
    @Test
    void theTableSaysWhatTheSpecificationSays() throws IOException {
        String gathered = gather();
        if (Boolean.getBoolean("snodo.draw")) {
            Files.writeString(TABLE, gathered);
        }
        assertThat(TABLE).content().isEqualTo(gathered);
    }

    @Test
    void anAskerIsToldTheRule() {
        assertThat(RulesOfRefusals.of(RefusalCode.AGREEMENT_MISSING)).contains("ST-046", "ST-420", "ST-681");
        assertThat(RulesOfRefusals.of(RefusalCode.METHOD_NOT_ALLOWED)).isEmpty();
    }

    private static String gather() throws IOException {
        List<String> codes =
                Arrays.stream(RefusalCode.values()).map(RefusalCode::wire).toList();
        Map<String, TreeSet<String>> rules = new TreeMap<>();
        try (Stream<Path> pages = Files.list(SPECIFICATION)) {
            pages.filter(page -> page.toString().endsWith(".md"))
                    .flatMap(RulesOfRefusalsTest::lines)
                    .map(RULE::matcher)
                    .filter(Matcher::matches)
                    .forEach(rule -> CODE.matcher(rule.group())
                            .results()
                            .map(found -> found.group(1))
                            .filter(codes::contains)
                            .forEach(code -> rules.computeIfAbsent(code, _ -> new TreeSet<>())
                                    .add(rule.group(1))));
        }
        return "# Which rules of the specification name a refusal's code. Gathered by RulesOfRefusalsTest.\n"
                + rules.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + String.join(" ", entry.getValue()) + "\n")
                        .collect(Collectors.joining());
    }

    private static Stream<String> lines(Path page) {
        try {
            return Files.readAllLines(page).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
