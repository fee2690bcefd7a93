package io.snodo.ops.story.surfaces;

/** The network did not show what the story says it does. */
public final class NotObserved extends RuntimeException {
    public NotObserved(String message) {
        super(message);
    }

    public NotObserved(String message, Throwable cause) {
        super(message, cause);
    }
}
