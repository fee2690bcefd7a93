package io.snodo.spoke.vocabulary;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The office's own words and the network's codes for them, both ways, and what is lost on the way. */
public final class Vocabulary {
    /** What a word is about. */
    public enum Kind {
        CATEGORY,
        CHANNEL
    }

    /** The member's {@code vocabulary.yaml}: local word to network code, the preferred word first. */
    record Words(Map<String, String> categories, Map<String, String> channels) {
        @SuppressWarnings("ConstantValue") // absent maps come as null
        Words {
            categories = categories == null ? Map.of() : categories;
            channels = channels == null ? Map.of() : channels;
        }

        Map<String, String> of(Kind kind) {
            return switch (kind) {
                case CATEGORY -> categories;
                case CHANNEL -> channels;
            };
        }
    }

    private final NetworkVocabulary network;
    private final Words words;

    private Vocabulary(NetworkVocabulary network, Words words) {
        this.network = network;
        this.words = words;
    }

    /** Reads both files; a local word for a code that the network does not have is a mistake and refused. */
    public static Vocabulary read(Path networkFile, Path memberFolder) throws IOException {
        NetworkVocabulary network = NetworkVocabulary.read(networkFile);
        Path file = memberFolder.resolve("vocabulary.yaml");
        try {
            Words words = new YAMLMapper().readValue(file.toFile(), Words.class);
            for (Kind kind : Kind.values()) {
                Set<String> known = network.codes(kind);
                for (Map.Entry<String, String> entry : words.of(kind).entrySet()) {
                    if (!known.contains(entry.getValue())) {
                        throw new IOException(file + ": the network has no " + kind + " " + entry.getValue()
                                + ", which \"" + entry.getKey() + "\" should mean");
                    }
                }
            }
            return new Vocabulary(network, words);
        } catch (JacksonException e) {
            throw new IOException("not a member's words: " + file + ": " + e.getOriginalMessage(), e);
        }
    }

    public NetworkVocabulary network() {
        return network;
    }

    /** The network's code for a local word. */
    public Optional<String> code(Kind kind, String word) {
        return Optional.ofNullable(words.of(kind).get(word));
    }

    /** The office's preferred word for a code. */
    public Optional<String> word(Kind kind, String code) {
        return words.of(kind).entrySet().stream()
                .filter(entry -> entry.getValue().equals(code))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** All that is lost, for whoever keeps the words to see. */
    public List<Loss> losses() {
        List<Loss> losses = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            Map<String, List<String>> byCode = new LinkedHashMap<>();
            words.of(kind)
                    .forEach((word, code) ->
                            byCode.computeIfAbsent(code, _ -> new ArrayList<>()).add(word));
            byCode.forEach((code, own) -> {
                if (own.size() > 1) {
                    losses.add(new Loss.Merged(kind, code, own));
                }
            });
            new TreeSet<>(network.codes(kind))
                    .stream()
                            .filter(code -> !byCode.containsKey(code))
                            .forEach(code -> losses.add(new Loss.Wordless(kind, code)));
        }
        return List.copyOf(losses);
    }
}
