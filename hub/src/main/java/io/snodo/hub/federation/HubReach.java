package io.snodo.hub.federation;

import io.snodo.messages.MemberCode;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How each neighbour answered when this process last called it, and since when it has been so. */
@Component
class HubReach {
    private final Clock clock;
    private final Map<MemberCode, Seen> seen = new ConcurrentHashMap<>();

    HubReach(Clock clock) {
        this.clock = clock;
    }

    /** {@code code}: with which it refused, or why it counts as away. */
    record Seen(Neighbour.State state, @Nullable String code, Instant since) {}

    void reached(MemberCode hub) {
        note(hub, Neighbour.State.REACHED, null);
    }

    void away(MemberCode hub, String cause) {
        note(hub, Neighbour.State.AWAY, cause);
    }

    void refusing(MemberCode hub, String code) {
        note(hub, Neighbour.State.REFUSING, code);
    }

    /** The latest code counts, since the first of them. */
    private void note(MemberCode hub, Neighbour.State state, @Nullable String code) {
        seen.merge(
                hub,
                new Seen(state, code, clock.instant()),
                (before, now) -> before.state() == state ? new Seen(state, code, before.since()) : now);
    }

    Optional<Seen> of(MemberCode hub) {
        return Optional.ofNullable(seen.get(hub));
    }
}
