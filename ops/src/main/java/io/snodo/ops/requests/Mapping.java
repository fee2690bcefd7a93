package io.snodo.ops.requests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Rules that turn a municipality's own words into the network's: a file a person can read and correct. */
public record Mapping(List<Rule> categories, List<Rule> channels) {

    /** What one of {@code words} begins a word of the source becomes {@code to}. */
    public record Rule(String to, List<String> words) {
        boolean fits(String plain) {
            return words.stream().anyMatch(word -> (" " + plain).contains(" " + plain(word)));
        }
    }

    public static Mapping read(Path file) throws IOException {
        return new YAMLMapper().readValue(Files.readString(file), Mapping.class);
    }

    /** Empty where no rule knows the words. */
    public Optional<String> category(String words) {
        return first(categories, words);
    }

    public Optional<String> channel(String words) {
        return first(channels, words);
    }

    private static Optional<String> first(List<Rule> rules, String words) {
        String plain = plain(words);
        return rules.stream().filter(rule -> rule.fits(plain)).map(Rule::to).findFirst();
    }

    /** Lower case, no accents, one blank between words. */
    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", " ")
                .strip();
    }
}
