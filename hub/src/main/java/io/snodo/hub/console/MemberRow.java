package io.snodo.hub.console;

import io.snodo.hub.delivery.Deliveries;
import io.snodo.messages.MemberCode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/** A member as the operator sees it. */
public record MemberRow(
        String code,
        String name,
        String state,
        @Nullable ZonedDateTime heardAt,
        long waiting,
        long unconfirmed,
        long parked,
        long refused) {

    /** Spokes say how their queues are every half minute: one that has missed three times is not heard. */
    static final Duration HEARD = Duration.ofSeconds(90);

    static MemberRow of(
            MemberCode code,
            String name,
            @Nullable Instant heardAt,
            Deliveries.LaneState lane,
            long refused,
            Instant now) {
        return new MemberRow(
                code.value(),
                name,
                heardAt == null ? "never" : heardAt.plus(HEARD).isAfter(now) ? "heard" : "silent",
                heardAt == null ? null : heardAt.atZone(Network.ZONE),
                lane.waiting(),
                lane.unconfirmed(),
                lane.parked(),
                refused);
    }

    public boolean isHeard() {
        return state.equals("heard");
    }
}
