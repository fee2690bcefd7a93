package io.snodo.hub.federation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.snodo.messages.MemberCode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A hub next to this one as an operator looks at it: whether it answers, and what waits for it.
 *
 * @param since since when it is as {@code state} says, as far as this process has seen it
 * @param code with which it refuses, or why it counts as away
 * @param waiting messages of our members for it, and deliveries for members behind it
 * @param oldest since when the oldest of those has waited
 * @param cause why they do, if that has been seen
 * @param parked messages that it found at fault again and again
 * @param parkedDeliveries the same of deliveries, which are sent again like those of any member
 */
public record Neighbour(
        MemberCode hub,
        String name,
        State state,
        @Nullable Instant since,
        @Nullable String code,
        @JsonInclude(JsonInclude.Include.ALWAYS) long waiting,
        @Nullable Instant oldest,
        @Nullable String cause,
        @JsonInclude(JsonInclude.Include.ALWAYS) long parked,
        @JsonInclude(JsonInclude.Include.ALWAYS) long parkedDeliveries) {

    /** How it answered when it was last called. */
    public enum State {
        @JsonProperty("reached")
        REACHED,
        @JsonProperty("away")
        AWAY,
        /** It is there, and says no. */
        @JsonProperty("refusing")
        REFUSING,
        /** Since this hub has begun there was nothing to say to it. */
        @JsonProperty("not_called")
        NOT_CALLED,
        /** Something waits for it, and the folder does not name it any more. */
        @JsonProperty("not_near")
        NOT_NEAR
    }

    /** Whether somebody should look. */
    public boolean fails() {
        return state == State.AWAY || state == State.REFUSING || state == State.NOT_NEAR;
    }

    /** A message of one of our members that {@code hub} has found at fault: everything about it but what it says. */
    public record AtFault(
            long id,
            MemberCode hub,
            MemberCode sender,
            UUID message,
            @Nullable String ticket,
            int attempts,
            @Nullable String cause,
            Instant since) {}
}
