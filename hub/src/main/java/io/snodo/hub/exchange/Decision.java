package io.snodo.hub.exchange;

import io.snodo.messages.MemberCode;
import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.refusal.Refusal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the hub decided about a message. */
public sealed interface Decision {
    /** It is durable here; the stamp is its receipt. The same message again gets the same stamp again. */
    record Accepted(UUID message, Stamp stamp) implements Decision {}

    /** Taken note of without a place in the evidence: receipts of recipients. */
    record Noted(UUID message) implements Decision {}

    /** Another hub decides on it: it is kept and goes there, and what that says is told when it has. */
    record Passed(UUID message, MemberCode home) implements Decision {}

    /** Nothing has changed. {@code message} is absent where the message could not be read. */
    record Refused(@Nullable UUID message, Refusal refusal) implements Decision {}
}
