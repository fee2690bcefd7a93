package io.snodo.spoke.link;

import io.snodo.messages.Json;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.Registry.Agreement;
import io.snodo.messages.body.Registry.Category;
import io.snodo.messages.body.Registry.Hub;
import io.snodo.messages.body.Registry.Member;
import io.snodo.messages.body.Registry.RetiredKey;
import io.snodo.messages.body.RegistryChanges;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The copy of the registry in the store: of a change only what differs is written. Joins the caller's transaction. */
final class RegistryEntries {
    private final JdbcClient jdbc;

    RegistryEntries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Version 0 and empty until something was kept. */
    Registry read() {
        long version = jdbc.sql("select version from registry")
                .query(Long.class)
                .optional()
                .orElse(0L);
        return new Registry(
                version,
                all("member", Member.class),
                all("agreement", Agreement.class),
                all("category", Category.class),
                all("retired", RetiredKey.class),
                0,
                0,
                0,
                all("hub", Hub.class));
    }

    private <T> List<T> all(String kind, Class<T> type) {
        return jdbc
                .sql("select body from registry_entry where kind = ? order by id")
                .param(kind)
                .query(String.class)
                .list()
                .stream()
                .map(body -> Json.MAPPER.readValue(body, type))
                .toList();
    }

    void become(Registry before, Registry next, long now) {
        RegistryChanges difference = RegistryChanges.between(before, next);
        difference.membersGone().forEach(code -> remove("member", code.value()));
        difference.agreementsGone().forEach(id -> remove("agreement", id));
        difference.members().forEach(member -> put("member", member.code().value(), member));
        difference.agreements().forEach(agreement -> put("agreement", agreement.id(), agreement));
        replace("category", before.categories(), next.categories());
        replace("retired", before.retired(), next.retired());
        replace("hub", before.hubs(), next.hubs());
        jdbc.sql("""
                        insert into registry (only, version, at) values (1, ?, ?)
                        on conflict (only) do update set version = excluded.version, at = excluded.at""").params(next.version(), now).update();
    }

    /** Their order counts. */
    private void replace(String kind, List<?> before, List<?> next) {
        if (!before.equals(next)) {
            jdbc.sql("delete from registry_entry where kind = ?").param(kind).update();
            for (int i = 0; i < next.size(); i++) {
                put(kind, "%05d".formatted(i), next.get(i));
            }
        }
    }

    private void remove(String kind, String id) {
        jdbc.sql("delete from registry_entry where kind = ? and id = ?")
                .params(kind, id)
                .update();
    }

    private void put(String kind, String id, Object entry) {
        jdbc.sql("""
                        insert into registry_entry (kind, id, body) values (?, ?, ?)
                        on conflict (kind, id) do update set body = excluded.body""").params(kind, id, Json.MAPPER.writeValueAsString(entry)).update();
    }
}
