package io.snodo.spoke.desk.agreements;

import io.snodo.messages.Json;
import io.snodo.messages.body.Deed;
import io.snodo.messages.refusal.RefusalCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What this member has said to agreements. */
@Repository
class Adhesions {
    private static final int SHOWN = 200;

    private final JdbcClient jdbc;

    Adhesions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The last word to each agreement, the latest first. */
    List<Adhesion> last() {
        return jdbc.sql("""
                        select * from adhesion a
                        where rowid = (select max(rowid) from adhesion b where b.agreement = a.agreement)
                        order by rowid desc limit ?""").param(SHOWN).query(Adhesions::adhesion).list();
    }

    void add(UUID message, Deed deed, boolean accepts, String operator, Instant now) {
        jdbc.sql("""
                        insert into adhesion (message, agreement, template, version, deed, accepts, operator, said_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        message.toString(),
                        deed.agreement(),
                        deed.template(),
                        deed.version(),
                        Json.MAPPER.writeValueAsString(deed),
                        accepts ? 1 : 0,
                        operator,
                        now.toEpochMilli())
                .update();
    }

    void came(UUID message, Adhesion.Standing standing, @Nullable RefusalCode refusal) {
        jdbc.sql("update adhesion set standing = ?, refusal = ? where message = ?")
                .param(standing.name().toLowerCase(Locale.ROOT))
                .param(refusal == null ? null : refusal.wire())
                .param(message.toString())
                .update();
    }

    private static Adhesion adhesion(ResultSet row, int number) throws SQLException {
        String refusal = row.getString("refusal");
        return new Adhesion(
                UUID.fromString(row.getString("message")),
                Json.MAPPER.readValue(row.getString("deed"), Deed.class),
                row.getInt("accepts") == 1,
                row.getString("operator"),
                Instant.ofEpochMilli(row.getLong("said_at")),
                Adhesion.Standing.valueOf(row.getString("standing").toUpperCase(Locale.ROOT)),
                refusal == null ? null : RefusalCode.ofWire(refusal));
    }
}
