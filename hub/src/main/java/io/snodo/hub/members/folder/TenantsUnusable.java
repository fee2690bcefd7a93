package io.snodo.hub.members.folder;

import org.jspecify.annotations.Nullable;

/** The tenants folder cannot be read; the message is a sentence that names the file and what is wrong with it. */
public final class TenantsUnusable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TenantsUnusable(String sentence) {
        this(sentence, null);
    }

    public TenantsUnusable(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
