package io.snodo.hub.exchange;

import io.snodo.messages.MemberCode;
import java.util.concurrent.CompletableFuture;

/** A message on its way through the exchange; {@code checked} is done by another thread than the one that commits. */
record Submission(
        CompletableFuture<Checked> checked,
        CompletableFuture<Decision> answer,
        Line line,
        MemberCode caller,
        String binding) {
    Submission(Line line, MemberCode caller, String binding) {
        this(new CompletableFuture<>(), new CompletableFuture<>(), line, caller, binding);
    }
}
