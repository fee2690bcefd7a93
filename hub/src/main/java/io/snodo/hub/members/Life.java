package io.snodo.hub.members;

import io.snodo.messages.MemberCode;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A state that a member came to.
 *
 * @param by the operator who brought it about; the hub where it was nobody's single act
 * @param evidence what shows that it was so: an invitation's id, what a spoke said of itself, a report's digest
 */
public record Life(
        MemberCode member,
        State state,
        Instant since,
        String by,
        @Nullable String reason,
        @Nullable String evidence) {
    /** What a member can be, and what it can become from there. */
    public enum State {
        /** In the folder and without keys; an invitation gets it some. */
        INVITED,
        /** It has its certificates, and its spoke has not presented itself yet. */
        ENROLLED,
        /** Exchanges with others in trial, and with the network's practice partners. */
        IN_TRIAL,
        ADMITTED,
        /** Belongs and keeps what it has, and is let in at no door. */
        SUSPENDED,
        /** On its way out: it concludes what it holds and takes nothing new. */
        LEAVING,
        LEFT;

        /** Whether the doors are open to it. */
        public boolean comesIn() {
            return switch (this) {
                case ENROLLED, IN_TRIAL, ADMITTED, LEAVING -> true;
                case INVITED, SUSPENDED, LEFT -> false;
            };
        }

        /**
         * The only moves there are; who is resumed, or stays, comes back to where it was. Who is in trial has nothing to take
         * along, and goes with its folder.
         */
        public boolean mayBecome(State next) {
            return switch (this) {
                case INVITED -> Set.of(ENROLLED, ADMITTED, LEFT).contains(next);
                case ENROLLED -> Set.of(IN_TRIAL, ADMITTED, SUSPENDED, LEFT).contains(next);
                case IN_TRIAL -> Set.of(ADMITTED, SUSPENDED, LEFT).contains(next);
                case ADMITTED -> Set.of(SUSPENDED, LEAVING, LEFT).contains(next);
                case SUSPENDED ->
                    Set.of(ENROLLED, IN_TRIAL, ADMITTED, LEAVING, LEFT).contains(next);
                case LEAVING -> Set.of(ADMITTED, SUSPENDED, LEFT).contains(next);
                case LEFT -> Set.of(INVITED, ADMITTED).contains(next);
            };
        }
    }

    public Life(MemberCode member, State state, Instant since, String by, @Nullable String reason) {
        this(member, state, since, by, reason, null);
    }

    public boolean isSuspended() {
        return state == State.SUSPENDED;
    }
}
