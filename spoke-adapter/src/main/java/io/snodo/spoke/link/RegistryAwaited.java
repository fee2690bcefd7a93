package io.snodo.spoke.link;

import io.snodo.messages.Json;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.RegistryChanges;
import io.snodo.messages.body.RegistryParts;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What has come of the registry and cannot be applied yet: parts of one version, the latest that any was seen of (ST-631), and
 * changes that begin later than the copy ends (ST-630). Joins the caller's transaction.
 */
final class RegistryAwaited {
    /** More changes than these are not kept: who has missed so much asks anyway. */
    private static final int CHANGES_KEPT = 100;

    private final JdbcClient jdbc;

    RegistryAwaited(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The whole, if this was the part that was missing. */
    Optional<Registry> add(Registry part, long now) {
        if (partsOf() > part.version()) {
            return Optional.empty();
        }
        jdbc.sql("delete from registry_awaited where part > 0 and version < ?")
                .param(part.version())
                .update();
        keep(part.version(), part.part(), part, now);
        List<Registry> there =
                jdbc.sql("select body from registry_awaited where part > 0").query(String.class).list().stream()
                        .map(body -> Json.MAPPER.readValue(body, Registry.class))
                        .toList();
        return there.size() < part.parts() ? Optional.empty() : Optional.of(RegistryParts.joined(there));
    }

    /** The version whose parts are being awaited; 0 if none. */
    long partsOf() {
        return jdbc.sql("select coalesce(max(version), 0) from registry_awaited where part > 0")
                .query(Long.class)
                .single();
    }

    void add(RegistryChanges changes, long now) {
        keep(changes.version(), 0, changes, now);
        jdbc.sql("""
                        delete from registry_awaited where part = 0 and version not in
                            (select version from registry_awaited where part = 0 order by version desc limit ?)""").param(CHANGES_KEPT).update();
    }

    private void keep(long version, int part, Object said, long now) {
        jdbc.sql("""
                        insert into registry_awaited (version, part, body, at) values (?, ?, ?, ?)
                        on conflict (version, part) do update set body = excluded.body""")
                .params(version, part, Json.MAPPER.writeValueAsString(said), now)
                .update();
    }

    /** Changes that are kept, the earliest first. */
    List<RegistryChanges> changes() {
        return jdbc
                .sql("select body from registry_awaited where part = 0 order by version")
                .query(String.class)
                .list()
                .stream()
                .map(body -> Json.MAPPER.readValue(body, RegistryChanges.class))
                .toList();
    }

    /** The copy has come to {@code version}. */
    void forgetUpTo(long version) {
        jdbc.sql("delete from registry_awaited where version <= ?")
                .param(version)
                .update();
    }

    /** Whether something has been awaited since before {@code then}. */
    boolean waitsSince(long then) {
        return jdbc.sql("select count(*) from registry_awaited where at <= ?")
                        .param(then)
                        .query(Integer.class)
                        .single()
                > 0;
    }
}
