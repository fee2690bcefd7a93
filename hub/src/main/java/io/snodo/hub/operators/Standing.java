package io.snodo.hub.operators;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.snodo.hub.members.Life;
import io.snodo.messages.MemberCode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with a member, as an operator sees it.
 *
 * @param since when it came to its state, {@code reason} why, {@code by} whom
 * @param invitedUntil while an invitation waits
 * @param connectedSince of its connection to this node's broker, where it has one
 * @param heardAt when it presented itself last, then with {@code software} and the registry that it had
 * @param endsAt when the first of its keys ends
 */
public record Standing(
        MemberCode code,
        String name,
        State state,
        Instant since,
        String by,
        @Nullable String reason,
        String binding,
        @Nullable Instant invitedUntil,
        @Nullable Instant connectedSince,
        @Nullable Instant heardAt,
        @Nullable String software,
        @Nullable Long registryVersion,
        @JsonInclude(JsonInclude.Include.ALWAYS) List<Key> keys,
        @Nullable Instant endsAt) {

    /** {@link Life.State} of those that belong. */
    public enum State {
        @JsonProperty("invited")
        INVITED,
        @JsonProperty("enrolled")
        ENROLLED,
        @JsonProperty("in_trial")
        IN_TRIAL,
        @JsonProperty("admitted")
        ADMITTED,
        @JsonProperty("suspended")
        SUSPENDED,
        @JsonProperty("leaving")
        LEAVING;

        static State of(Life.State state) {
            return switch (state) {
                case INVITED -> INVITED;
                case ENROLLED -> ENROLLED;
                case IN_TRIAL -> IN_TRIAL;
                case ADMITTED -> ADMITTED;
                case SUSPENDED -> SUSPENDED;
                case LEAVING -> LEAVING;
                case LEFT -> throw new IllegalArgumentException("it does not belong");
            };
        }
    }

    /**
     * A key that its seals count under.
     *
     * @param heldByHub for a member whose binding carries no seal
     */
    public record Key(
            String id,
            @Nullable Instant since,
            @Nullable Instant until,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean heldByHub) {}

    public boolean suspended() {
        return state == State.SUSPENDED;
    }
}
