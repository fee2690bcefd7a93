package io.snodo.hub.embedded;

import org.jspecify.annotations.Nullable;

/** A part that the hub brings along cannot be used; the message is one sentence that says what to do. */
public final class EmbeddedPartFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    public EmbeddedPartFailed(String sentence) {
        this(sentence, null);
    }

    public EmbeddedPartFailed(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
