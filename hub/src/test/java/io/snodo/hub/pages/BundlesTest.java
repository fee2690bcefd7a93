package io.snodo.hub.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BundlesTest {
    private static final Pattern KEY = Pattern.compile("#\\{([a-z]+\\.[a-z0-9_.]+)[}(]");

    @Test
    void bothLanguagesSayTheSameThings() throws IOException {
        assertThat(keys("it")).isEqualTo(keys("en"));
    }

    @Test
    void nothingIsLeftUnsaid() throws IOException {
        for (String language : new String[] {"it", "en"}) {
            assertThat(bundle(language).values())
                    .allSatisfy(text -> assertThat((String) text).isNotBlank());
        }
    }

    @Test
    void everySentenceOnAPageIsInTheBundles() throws IOException {
        try (Stream<Path> pages = Files.walk(Path.of("src/main/resources/hub/pages"))) {
            Set<String> used = pages.filter(page -> page.toString().endsWith(".html"))
                    .flatMap(page -> KEY.matcher(read(page)).results().map(found -> found.group(1)))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(keys("it")).containsAll(used);
        }
    }

    private static Set<String> keys(String language) throws IOException {
        return new TreeSet<>(bundle(language).stringPropertyNames());
    }

    private static Properties bundle(String language) throws IOException {
        Properties bundle = new Properties();
        try (InputStream in = BundlesTest.class.getResourceAsStream("/hub/messages_" + language + ".properties")) {
            bundle.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return bundle;
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
