package io.snodo.spoke.vocabulary;

import io.snodo.messages.body.Registry.Category;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The network's codes as they were shipped with this spoke; the registry may know newer categories. */
public record NetworkVocabulary(int version, List<Category> categories, List<Channel> channels) {

    /** How a request comes in, with its names. */
    public record Channel(String code, String it, String en) {}

    static NetworkVocabulary read(Path file) throws IOException {
        try {
            return YAMLMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build()
                    .readValue(file.toFile(), NetworkVocabulary.class);
        } catch (JacksonException e) {
            throw new IOException("not a vocabulary: " + file + ": " + e.getOriginalMessage(), e);
        }
    }

    Set<String> codes(Vocabulary.Kind kind) {
        return new HashSet<>(
                switch (kind) {
                    case CATEGORY -> categories.stream().map(Category::code).toList();
                    case CHANNEL -> channels.stream().map(Channel::code).toList();
                });
    }
}
