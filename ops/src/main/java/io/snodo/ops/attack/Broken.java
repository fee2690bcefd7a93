package io.snodo.ops.attack;

/** The ground could not be prepared, so nothing that follows would prove anything. */
final class Broken extends RuntimeException {
    Broken(String message) {
        super(message);
    }

    Broken(String message, Throwable cause) {
        super(message, cause);
    }
}
