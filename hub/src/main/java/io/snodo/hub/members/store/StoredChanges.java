package io.snodo.hub.members.store;

import io.snodo.hub.members.Circle;
import io.snodo.messages.Json;
import io.snodo.messages.body.RegistryChanges;
import io.snodo.messages.body.RegistryParts;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What each version of the registry has changed, for so long that who has been away can be told of no more than that. */
@Component
public class StoredChanges {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int VERSIONS_KEPT = 1000;

    /** Octets that are read to be merged: what one change says again of another is said once, so they may be more than go out. */
    private static final long MOST_AT_ONCE = 4L * RegistryParts.ROOM;

    private final JdbcClient database;

    StoredChanges(JdbcClient database) {
        this.database = database;
    }

    /** Within the caller's transaction. What is too much is kept without what it is. */
    public void keep(Circle circle, RegistryChanges changes, Instant now) {
        String body = Json.MAPPER.writeValueAsString(changes);
        database.sql("insert into registry_change (circle, version, earlier, body, at) values (?, ?, ?, ?, ?)")
                .params(code(circle), changes.version(), changes.from())
                .param(RegistryParts.size(changes) <= RegistryParts.ROOM ? body : null)
                .param(Timestamp.from(now))
                .update();
        database.sql("delete from registry_change where version <= ? or at < ?")
                .params(changes.version() - VERSIONS_KEPT, Timestamp.from(now.minus(KEPT)))
                .update();
    }

    private record Step(long earlier, @Nullable String body) {}

    /** From {@code from} to {@code to}; empty if they are not known, or too much for one message. */
    public Optional<RegistryChanges> between(Circle circle, long from, long to) {
        if (size(circle, from, to) > MOST_AT_ONCE) {
            return Optional.empty();
        }
        List<Step> steps = database.sql(
                        "select earlier, body from registry_change where circle = ? and version > ? and version <= ?"
                                + " order by version")
                .params(code(circle), from, to)
                .query((row, _) -> new Step(row.getLong("earlier"), row.getString("body")))
                .list();
        if (steps.isEmpty() || steps.getFirst().earlier() > from) {
            return Optional.empty();
        }
        RegistryChanges merged = null;
        for (Step step : steps) {
            if (step.body() == null) {
                return Optional.empty();
            }
            RegistryChanges next = Json.MAPPER.readValue(step.body(), RegistryChanges.class);
            merged = merged == null ? next : merged.then(next);
        }
        return Optional.ofNullable(merged)
                .filter(all -> all.version() == to)
                .filter(all -> RegistryParts.size(all) <= RegistryParts.ROOM);
    }

    private long size(Circle circle, long from, long to) {
        return database.sql("select coalesce(sum(octet_length(body)), 0) from registry_change"
                        + " where circle = ? and version > ? and version <= ?")
                .params(code(circle), from, to)
                .query(Long.class)
                .single();
    }

    private static String code(Circle circle) {
        return circle.name().toLowerCase(Locale.ROOT);
    }
}
