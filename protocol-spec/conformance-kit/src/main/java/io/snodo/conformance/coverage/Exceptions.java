package io.snodo.conformance.coverage;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What no case can show, or can show only from one side, each with its reason: {@code exceptions.yaml}. */
public final class Exceptions {
    private Exceptions() {}

    /**
     * @param missing {@code both}, {@code positive} or {@code negative}: what there is no case for
     * @param tests the classes of the build that show it instead, by name; empty where nobody has anything to show
     */
    public record Exempt(String missing, String reason, List<String> tests) {}

    /** By number. */
    public static Map<String, Exempt> all() {
        try (InputStream in = Exceptions.class.getResourceAsStream("/exceptions.yaml")) {
            if (in == null) {
                throw new IllegalStateException("the kit was built without exceptions.yaml");
            }
            Map<String, Exempt> all = new TreeMap<>();
            Map<?, ?> file = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(in);
            file.forEach((number, value) -> {
                Map<?, ?> fields = (Map<?, ?>) value;
                Object tests = fields.get("tests");
                all.put(
                        String.valueOf(number),
                        new Exempt(
                                String.valueOf(fields.get("missing")),
                                String.valueOf(fields.get("reason")),
                                tests instanceof List<?> list
                                        ? list.stream().map(String::valueOf).toList()
                                        : List.of()));
            });
            return all;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
