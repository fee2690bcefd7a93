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
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the operator sees across tenants: counts, times, names of types and codes. It comes from functions of the
 * database that give out no more than that, so a mistake on a page cannot show what a message says.
 */
@Component
class Sights {
    private static final int MOST_HELD = 200;

    private final JdbcClient database;

    Sights(JdbcClient database) {
        this.database = database;
    }

    /** A member's way out: what waits, since when, what was put and not confirmed, what is parked. */
    record Lane(long waiting, @Nullable Instant oldest, long unconfirmed, long parked) {
        static final Lane EMPTY = new Lane(0, null, 0, 0);
    }

    /** One delivery that is held up. {@code state} is {@code pending}, {@code put} (not confirmed) or {@code parked}. */
    record Held(
            long id,
            MemberCode recipient,
            MemberCode sender,
            UUID message,
            @Nullable String ticket,
            String type,
            String state,
            int attempts,
            @Nullable String cause,
            Instant since) {}

    /** How many messages of a type came from a member in a minute. */
    record Flow(Instant minute, MemberCode sender, String type, long messages) {}

    /** The newest batch of the evidence chain. */
    record ChainHead(long number, String root, int leaves, Instant recordedAt) {}

    Map<MemberCode, Lane> lanes(Instant confirmedBy) {
        Map<MemberCode, Lane> lanes = new HashMap<>();
        database.sql("select * from delivery_lanes(?)")
                .param(Timestamp.from(confirmedBy))
                .query(row -> {
                    lanes.put(
                            new MemberCode(row.getString("recipient")),
                            new Lane(
                                    row.getLong("waiting"),
                                    instant(row, "oldest"),
                                    row.getLong("unconfirmed"),
                                    row.getLong("parked")));
                });
        return lanes;
    }

    /** The parked ones first; at most {@value MOST_HELD}. */
    List<Held> held(Instant confirmedBy) {
        return database.sql("select * from deliveries_held(?, ?) order by state <> 'parked', id")
                .params(Timestamp.from(confirmedBy), MOST_HELD)
                .query((row, _) -> new Held(
                        row.getLong("id"),
                        new MemberCode(row.getString("recipient")),
                        new MemberCode(row.getString("sender")),
                        row.getObject("message", UUID.class),
                        row.getString("ticket"),
                        row.getString("type"),
                        row.getString("state"),
                        row.getInt("attempts"),
                        row.getString("cause"),
                        row.getTimestamp("since").toInstant()))
                .list();
    }

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
        return database.sql(
                        """
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

    /** Sends a delivery that is not confirmed on its way again: harmless, the recipient drops what it has. */
    Optional<MemberCode> again(long delivery, Instant now) {
        return database.sql("select delivery_again(?, ?)")
                .params(delivery, Timestamp.from(now))
                .query((row, _) -> Optional.ofNullable(row.getString(1)).map(MemberCode::new))
                .single();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
