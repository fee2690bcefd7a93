package io.snodo.conformance;

import io.snodo.conformance.cases.Case;
import io.snodo.conformance.seen.Scene;

/** Plays the steps of a case in one of the two roles. */
public interface Player {
    /** The names a case begins with. */
    Scene scene();

    /** Returns when the step is done and what it expects was seen; throws {@link Unmet} where it was not. */
    void play(Case.Line line, Scene scene) throws InterruptedException;

    /** Puts back what a case has changed for all, whatever became of it. */
    default void after() {}

    /** Something did not come true. */
    final class Unmet extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Unmet(String message) {
            super(message);
        }
    }
}
