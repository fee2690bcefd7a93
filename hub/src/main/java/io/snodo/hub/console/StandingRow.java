package io.snodo.hub.console;

import io.snodo.hub.operators.Standing;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How it stands with a member, as the console shows it. */
public record StandingRow(
        String code,
        String name,
        String state,
        ZonedDateTime since,
        String by,
        @Nullable String reason,
        String binding,
        @Nullable ZonedDateTime connectedSince,
        @Nullable ZonedDateTime heardAt,
        @Nullable String software,
        @Nullable Long registryVersion,
        List<Key> keys,
        @Nullable Key ending) {
    /** {@code soon}: the member has to be told. */
    public record Key(String id, @Nullable ZonedDateTime until, boolean heldByHub, boolean soon) {
        private static Key of(Standing.Key key, Instant now) {
            Instant until = key.until();
            return new Key(
                    key.id(),
                    until == null ? null : until.atZone(Network.ZONE),
                    key.heldByHub(),
                    until != null && until.isBefore(now.plus(EndRow.SOON)));
        }
    }

    static StandingRow of(Standing standing, Instant now) {
        List<Key> keys = standing.keys().stream().map(key -> Key.of(key, now)).toList();
        return new StandingRow(
                standing.code().value(),
                standing.name(),
                standing.state().name().toLowerCase(Locale.ROOT),
                standing.since().atZone(Network.ZONE),
                standing.by(),
                standing.reason(),
                standing.binding(),
                at(standing.connectedSince()),
                at(standing.heardAt()),
                standing.software(),
                standing.registryVersion(),
                keys,
                keys.stream()
                        .filter(key ->
                                key.until() != null && key.until().toInstant().equals(standing.endsAt()))
                        .findFirst()
                        .orElse(null));
    }

    public boolean isSuspended() {
        return state.equals("suspended");
    }

    public boolean isLeaving() {
        return state.equals("leaving");
    }

    private static @Nullable ZonedDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atZone(Network.ZONE);
    }
}
