package io.snodo.messages.refusal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An expected no, as a value.
 *
 * @param detail names the offending field or fact; never content of a message, never a person's data
 * @param retryAfter how long to wait, where that is known
 */
public record Refusal(
        RefusalCode code, @Nullable String detail, @Nullable Duration retryAfter) {
    public static Refusal of(RefusalCode code) {
        return new Refusal(code, null, null);
    }

    public static Refusal of(RefusalCode code, String detail) {
        return new Refusal(code, detail, null);
    }

    public static Refusal later(RefusalCode code, Duration retryAfter) {
        return new Refusal(code, null, retryAfter);
    }

    /** As it is answered on every binding that speaks JSON. */
    public Problem problem(@Nullable String correlation) {
        return Problem.of(this, correlation);
    }
}
