package io.snodo.conformance.seen;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Holds the content of an answer against what a case expects of it. */
public final class Answers {
    private Answers() {}

    /** What does not agree; empty if all does. */
    public static Optional<String> difference(Map<String, Object> expected, JsonNode found, Values values) {
        return new Fields(values).difference(expected, found);
    }
}
