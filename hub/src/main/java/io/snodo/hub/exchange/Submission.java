package io.snodo.hub.exchange;

import io.snodo.messages.MemberCode;
import java.util.concurrent.CompletableFuture;

/**
 * A message on its way through the exchange; {@code checked} is done by another thread than the one that commits.
 *
 * @param member whose turn it takes
 */
record Submission(
        MemberCode member, CompletableFuture<Checked> checked, CompletableFuture<Decision> answer, Line line) {
    Submission(MemberCode member, Line line) {
        this(member, new CompletableFuture<>(), new CompletableFuture<>(), line);
    }
}
