package io.snodo.conformance;

import io.snodo.conformance.cases.Case;
import io.snodo.conformance.seen.Event;
import io.snodo.conformance.seen.Scene;
import java.time.Duration;
import java.util.List;

/**
 * What came of a case.
 *
 * @param failure why it failed, with file and line; empty if it did not
 * @param skipped why it was not played; empty if it was
 * @param scene what its names stood for
 * @param events what was seen of it
 */
public record Result(Case kase, String failure, String skipped, Duration took, Scene scene, List<Event> events) {
    public boolean isFailed() {
        return !failure.isEmpty();
    }

    public boolean isPlayed() {
        return skipped.isEmpty();
    }
}
