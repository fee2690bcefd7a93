package io.snodo.messages.refusal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An expected no, as a value.
 *
 * @param detail names the offending field or fact; never content of a message, never a person's data
 * @param retryAfter how long to wait, where that is known
 * @param present what the ticket says now, where its sender took it to say something else
 * @param missing the agreement that would be needed, where one is
 */
public record Refusal(
        RefusalCode code,
        @Nullable String detail,
        @Nullable Duration retryAfter,
        @Nullable Present present,
        @Nullable Lack missing) {
    public Refusal(RefusalCode code, @Nullable String detail, @Nullable Duration retryAfter) {
        this(code, detail, retryAfter, null, null);
    }

    public static Refusal of(RefusalCode code) {
        return new Refusal(code, null, null);
    }

    public static Refusal of(RefusalCode code, String detail) {
        return new Refusal(code, detail, null);
    }

    public static Refusal stale(Present present) {
        return new Refusal(RefusalCode.UPDATE_STALE, null, null, present, null);
    }

    /** There is no agreement; the detail says the same in a line, for what keeps no more than that. */
    public static Refusal lacking(Lack missing) {
        return new Refusal(RefusalCode.AGREEMENT_MISSING, missing.line(), null, null, missing);
    }

    public static Refusal later(RefusalCode code, Duration retryAfter) {
        return new Refusal(code, null, retryAfter);
    }

    /** As it is answered on every binding that speaks JSON. */
    public Problem problem(@Nullable String correlation) {
        return Problem.of(this, correlation);
    }
}
