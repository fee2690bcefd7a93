package io.snodo.hub.console;

import io.snodo.messages.MemberCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the operator sees across tenants: counts, times, names of types and codes. It comes from functions of the
 * database that give out no more than that, so a mistake on a page cannot show what a message says.
 */
@Component
class Sights {
    private final JdbcClient database;

    Sights(JdbcClient database) {
        this.database = database;
    }

    /** How many messages of a type came from a member in a minute. */
    record Flow(Instant minute, MemberCode sender, String type, long messages) {}

    /** The newest batch of the evidence chain. */
    record ChainHead(long number, String root, int leaves, Instant recordedAt) {}

    /** When each was last heard; who never was is missing. */
    Map<MemberCode, Instant> heard(Collection<MemberCode> members) {
        Map<MemberCode, Instant> heard = new HashMap<>();
        database.sql("select * from members_heard(?)")
                .param((Object) members.stream().map(MemberCode::value).toArray(String[]::new))
                .query(row -> {
                    Instant at = instant(row, "heard_at");
                    if (at != null) {
                        heard.put(new MemberCode(row.getString("member")), at);
                    }
                });
        return heard;
    }

    List<Flow> traffic(Instant since) {
        return database.sql("select * from traffic_since(?) order by minute, sender, type")
                .param(Timestamp.from(since))
                .query((row, _) -> new Flow(
                        row.getTimestamp("minute").toInstant(),
                        new MemberCode(row.getString("sender")),
                        row.getString("type"),
                        row.getLong("messages")))
                .list();
    }

    Map<String, Long> tickets() {
        Map<String, Long> tickets = new HashMap<>();
        database.sql("select * from tickets_by_status()").query(row -> {
            tickets.put(row.getString("status"), row.getLong("tickets"));
        });
        return tickets;
    }

    /** Empty before the first message. */
    Optional<ChainHead> chainHead() {
        return database.sql("""
                        select number, root, length(leaves) / 32 as size, recorded_at
                        from evidence_batch order by number desc limit 1
                        """)
                .query((row, _) -> new ChainHead(
                        row.getLong("number"),
                        row.getString("root"),
                        row.getInt("size"),
                        row.getTimestamp("recorded_at").toInstant()))
                .optional();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
