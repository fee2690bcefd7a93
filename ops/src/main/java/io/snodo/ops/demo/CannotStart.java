package io.snodo.ops.demo;

/** The demonstration cannot go on; the message says why and what to do, for the person at the terminal. */
public final class CannotStart extends RuntimeException {
    public CannotStart(String message) {
        super(message);
    }

    public CannotStart(String message, Throwable cause) {
        super(message, cause);
    }
}
