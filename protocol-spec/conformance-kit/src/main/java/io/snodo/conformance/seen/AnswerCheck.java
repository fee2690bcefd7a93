package io.snodo.conformance.seen;

import io.snodo.conformance.cases.Step;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Holds what was noted of a call and its answer against what a case expects. */
public final class AnswerCheck {
    private AnswerCheck() {}

    /** What does not agree; empty if all does. */
    public static Optional<String> flaw(Step.Calls expected, JsonNode seen, Values values) {
        String call = expected.method() + " " + expected.path();
        int status = seen.path("status").intValue(0);
        String found = seen.path("code").stringValue("");
        String code = expected.code();
        if (status != expected.status() || code != null && !found.equals(code)) {
            return Optional.of("%s was answered %d %s and not %d %s"
                    .formatted(call, status, found, expected.status(), code == null ? "" : code));
        }
        return Answers.difference(expected.content(), seen.path("content"), values)
                .or(() -> Answers.difference(expected.answerHeaders(), seen.path("headers"), values))
                .map(difference -> "in the answer to " + call + ", " + difference);
    }
}
