package io.snodo.hub.console;

import io.snodo.hub.federation.Neighbour;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A neighbouring hub as the operator sees it; {@code state} ends the key of its words. */
public record HubRow(
        String hub,
        String name,
        String state,
        @Nullable ZonedDateTime since,
        @Nullable String code,
        long waiting,
        @Nullable ZonedDateTime oldest,
        @Nullable String cause,
        long parked,
        long parkedDeliveries,
        boolean fails) {
    static HubRow of(Neighbour hub) {
        return new HubRow(
                hub.hub().value(),
                hub.name(),
                hub.state().name().toLowerCase(Locale.ROOT),
                at(hub.since()),
                hub.code(),
                hub.waiting(),
                at(hub.oldest()),
                hub.cause(),
                hub.parked(),
                hub.parkedDeliveries(),
                hub.fails());
    }

    private static @Nullable ZonedDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atZone(Network.ZONE);
    }
}
