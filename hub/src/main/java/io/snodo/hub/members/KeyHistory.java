package io.snodo.hub.members;

import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** Whose a seal key is or was: old seals stay attributable, also those of keys that have been revoked. */
@Component
public class KeyHistory {
    private final JdbcClient database;

    KeyHistory(JdbcClient database) {
        this.database = database;
    }

    /** A public key; {@code until} is absent while it is good. */
    public record Known(
            MemberCode member,
            String name,
            Map<String, String> jwk,
            Instant since,
            @Nullable Instant until) {}

    /** Those of {@code keyIds} that are or were a member's. */
    public List<Known> of(Collection<String> keyIds) {
        return database.sql("""
                        select k.member, m.name, k.jwk, k.added_at, k.revoked_at
                        from member_key k join member m on m.code = k.member
                        where k.key_id = any(?) order by k.member, k.added_at""")
                .param((Object) keyIds.toArray(String[]::new))
                .query((row, _) -> new Known(
                        new MemberCode(row.getString("member")),
                        row.getString("name"),
                        Json.MAPPER.readValue(
                                row.getString("jwk"), new TypeReference<LinkedHashMap<String, String>>() {}),
                        row.getTimestamp("added_at").toInstant(),
                        instant(row.getTimestamp("revoked_at"))))
                .list();
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
