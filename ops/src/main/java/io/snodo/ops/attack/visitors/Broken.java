package io.snodo.ops.attack.visitors;

/** The ground could not be prepared, so nothing that follows would prove anything. */
public final class Broken extends RuntimeException {
    public Broken(String message) {
        super(message);
    }

    public Broken(String message, Throwable cause) {
        super(message, cause);
    }
}
