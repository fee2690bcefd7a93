package io.snodo.hub.members;

import io.snodo.messages.MemberCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A state that a member came to.
 *
 * @param by the operator who brought it about; the hub where it was nobody's single act
 */
public record Life(
        MemberCode member,
        State state,
        Instant since,
        String by,
        @Nullable String reason) {
    /** What a member can be. */
    public enum State {
        ADMITTED,
        /** Belongs and keeps what it has, and is let in at no door. */
        SUSPENDED,
        /** On its way out: it concludes what it holds and takes nothing new. */
        LEAVING,
        LEFT
    }

    public boolean isSuspended() {
        return state == State.SUSPENDED;
    }
}
