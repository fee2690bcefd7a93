package io.snodo.hub.members;

import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.seal.Validity;
import java.sql.ResultSet;
import java.sql.SQLException;
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

/** Whose a seal key is or was, and when its seals counted: old ones stay attributable, also of keys that were revoked. */
@Component
public class KeyHistory {
    private static final String KNOWN = """
            select * from (
                select k.key_id, k.member, m.name, k.jwk, k.added_at, least(k.retired_at, k.expires_at) as until
                from member_key k join member m on m.code = k.member
                union all
                select b.key_id, b.member, b.name, b.jwk, b.added_at, b.until from behind_key b
                where not exists (select from member m where m.code = b.member)
                  and not exists (select from member_key k where k.key_id = b.key_id)) k""";

    private final JdbcClient database;

    KeyHistory(JdbcClient database) {
        this.database = database;
    }

    /** A public key; {@code until} is absent where no end is known. */
    public record Known(
            MemberCode member,
            String name,
            Map<String, String> jwk,
            Instant since,
            @Nullable Instant until) {
        public Validity validity() {
            return new Validity(since, until);
        }
    }

    /** Every key there ever was. */
    List<Known> all() {
        return database.sql(KNOWN + " order by k.member, k.added_at")
                .query((row, _) -> known(row))
                .list();
    }

    /** Those of {@code keyIds} that are or were a member's. */
    public List<Known> of(Collection<String> keyIds) {
        return database.sql(KNOWN + " where k.key_id = any(?) order by k.member, k.added_at")
                .param((Object) keyIds.toArray(String[]::new))
                .query((row, _) -> known(row))
                .list();
    }

    private static Known known(ResultSet row) throws SQLException {
        return new Known(
                new MemberCode(row.getString("member")),
                row.getString("name"),
                Json.MAPPER.readValue(row.getString("jwk"), new TypeReference<LinkedHashMap<String, String>>() {}),
                row.getTimestamp("added_at").toInstant(),
                instant(row.getTimestamp("until")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
