package io.snodo.messages.refusal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An expected no, as a value.
 *
 * @param detail names the offending field or fact; never content of a message, never a person's data
 * @param retryAfter how long to wait, where that is known
 * @param present what the ticket says now, where its sender took it to say something else
 */
public record Refusal(
        RefusalCode code,
        @Nullable String detail,
        @Nullable Duration retryAfter,
        @Nullable Present present) {
    public Refusal(RefusalCode code, @Nullable String detail, @Nullable Duration retryAfter) {
        this(code, detail, retryAfter, null);
    }

    public static Refusal of(RefusalCode code) {
        return new Refusal(code, null, null);
    }

    public static Refusal of(RefusalCode code, String detail) {
        return new Refusal(code, detail, null);
    }

    public static Refusal stale(Present present) {
        return new Refusal(RefusalCode.UPDATE_STALE, null, null, present);
    }

    public static Refusal later(RefusalCode code, Duration retryAfter) {
        return new Refusal(code, null, retryAfter);
    }

    /** As it is answered on every binding that speaks JSON. */
    public Problem problem(@Nullable String correlation) {
        return Problem.of(this, correlation);
    }
}
