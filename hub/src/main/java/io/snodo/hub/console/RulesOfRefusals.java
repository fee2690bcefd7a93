package io.snodo.hub.console;

import io.snodo.messages.refusal.RefusalCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/** Which rules of the specification know a refusal; gathered from its pages, and compared with them by a test. */
final class RulesOfRefusals {
    static final String RESOURCE = "/hub/rules-of-refusals.properties";
    private static final Properties RULES = new Properties();

    static {
        try (InputStream in = Objects.requireNonNull(RulesOfRefusals.class.getResourceAsStream(RESOURCE))) {
            RULES.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RulesOfRefusals() {}

    /** As {@code ST-046}; none for what belongs to a binding or a door and to no rule of the exchange. */
    static List<String> of(RefusalCode code) {
        String rules = RULES.getProperty(code.wire(), "");
        return rules.isEmpty() ? List.of() : List.of(rules.split(" "));
    }
}
