package io.snodo.hub.delivery;

import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.refusal.Problem;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a message, for a sender that has not waited for it: a receipt, a problem, or neither for what gets no
 * place in the evidence.
 *
 * @param message absent where it could not be read
 */
public record Outcome(
        @Nullable UUID message,
        @Nullable Stamp receipt,
        @Nullable Problem problem) {}
