package io.snodo.hub.tenancy;

import org.jspecify.annotations.Nullable;

/** The hub cannot start with its databases as they are; the message is one sentence that says which, and what to do. */
final class DatabaseUnusable extends RuntimeException {
    private static final long serialVersionUID = 1;

    DatabaseUnusable(String sentence) {
        this(sentence, null);
    }

    DatabaseUnusable(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
