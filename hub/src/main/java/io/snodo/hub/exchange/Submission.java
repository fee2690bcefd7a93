package io.snodo.hub.exchange;

import io.snodo.messages.MemberCode;
import java.util.concurrent.CompletableFuture;

/**
 * A message on its way through the exchange; {@code checked} is done by another thread than the one that commits.
 *
 * @param caller who brought it, and whose turn it takes
 */
record Submission(
        MemberCode caller,
        String binding,
        CompletableFuture<Checked> checked,
        CompletableFuture<Decision> answer,
        Line line) {
    Submission(MemberCode caller, String binding, Line line) {
        this(caller, binding, new CompletableFuture<>(), new CompletableFuture<>(), line);
    }
}
