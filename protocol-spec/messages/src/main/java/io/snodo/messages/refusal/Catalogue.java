package io.snodo.messages.refusal;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The published catalogue, read from the specification's own file; loading fails if a code has no entry or two. */
public final class Catalogue {
    private static final Map<RefusalCode, Entry> ENTRIES = load();

    private Catalogue() {}

    /**
     * What a code means.
     *
     * @param http the status on the HTTP bindings
     * @param retryable whether the same message may succeed later
     * @param advice what the sender can do
     */
    public record Entry(
            RefusalCode code,
            @JsonProperty("class") RefusalClass kind,
            int http,
            boolean retryable,
            String it,
            String en,
            @JsonProperty("do") String advice) {}

    private record Document(int version, List<Entry> refusals) {}

    public static Entry of(RefusalCode code) {
        return Objects.requireNonNull(ENTRIES.get(code));
    }

    private static Map<RefusalCode, Entry> load() {
        Map<RefusalCode, Entry> entries = new EnumMap<>(RefusalCode.class);
        try (InputStream in = Catalogue.class.getResourceAsStream("/staffetta/catalogue/refusals.yaml")) {
            for (Entry entry : new YAMLMapper()
                    .readValue(Objects.requireNonNull(in), Document.class)
                    .refusals()) {
                if (entries.put(entry.code(), entry) != null) {
                    throw new IllegalStateException("the catalogue of refusals has two entries for " + entry.code());
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("the catalogue of refusals cannot be read", e);
        }
        if (entries.size() != RefusalCode.values().length) {
            throw new IllegalStateException("the catalogue of refusals lacks a code of " + RefusalCode.class);
        }
        return entries;
    }
}
