package io.snodo.hub.exchange;

import java.util.concurrent.CompletableFuture;

/** A message on its way through the exchange; {@code checked} is done by another thread than the one that commits. */
record Submission(CompletableFuture<Checked> checked, CompletableFuture<Decision> answer, Line line) {
    Submission(Line line) {
        this(new CompletableFuture<>(), new CompletableFuture<>(), line);
    }
}
