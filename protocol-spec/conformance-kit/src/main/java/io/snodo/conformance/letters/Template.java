package io.snodo.conformance.letters;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What a message of a type says where a case says nothing else; {@code templates.yaml}. */
record Template(boolean fenced, Map<String, Object> body) {
    private static final Map<String, Template> ALL = read();

    static Template of(String type) {
        return ALL.getOrDefault(type, new Template(false, Map.of()));
    }

    private static Map<String, Template> read() {
        try (InputStream in = Template.class.getResourceAsStream("/templates.yaml")) {
            if (in == null) {
                throw new IllegalStateException("the kit was built without templates.yaml");
            }
            Map<String, Template> all = new HashMap<>();
            Map<?, ?> types = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(in);
            types.forEach((type, fields) -> {
                Map<String, Object> body = new HashMap<>();
                ((Map<?, ?>) fields).forEach((name, value) -> body.put(String.valueOf(name), value));
                boolean fenced = Boolean.TRUE.equals(body.remove("fenced"));
                all.put(String.valueOf(type), new Template(fenced, Map.copyOf(body)));
            });
            return Map.copyOf(all);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
