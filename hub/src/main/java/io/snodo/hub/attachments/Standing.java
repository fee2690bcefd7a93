package io.snodo.hub.attachments;

import org.jspecify.annotations.Nullable;

/** How a content stands, and why, where it was rejected. */
record Standing(State state, @Nullable Reason reason) {
    static final Standing AWAITED = new Standing(State.AWAITED, null);
}
