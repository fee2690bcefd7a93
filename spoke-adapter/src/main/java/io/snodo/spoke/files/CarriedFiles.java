package io.snodo.spoke.files;

import io.snodo.messages.TicketNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The contents that this spoke brings to the hub, and how far they have come. */
@Component
public class CarriedFiles {
    private final JdbcClient database;
    private final Clock clock;

    CarriedFiles(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** In the caller's transaction, with the offer that goes into the outbox. */
    public void begin(UUID offer, TicketNumber ticket, String digest, long size) {
        database.sql("""
                        insert into carried_file (offer, ticket, digest, size, state, sent, attempts, due, begun_at)
                        values (?, ?, ?, ?, 'coming', 0, 0, ?, ?)""")
                .params(offer.toString(), ticket.value(), digest, size, now(), now())
                .update();
    }

    public List<Carried> of(TicketNumber ticket) {
        return database.sql("select * from carried_file where ticket = ?")
                .param(ticket.value())
                .query((row, _) -> carried(row))
                .list();
    }

    /** What is to be carried on, the longest due first. */
    Optional<Carried> due() {
        return database.sql("""
                        select * from carried_file where state in ('coming', 'held') and due <= ?
                        order by due limit 1""").param(now()).query((row, _) -> carried(row)).optional();
    }

    /** Whether a content has still to be carried to the hub. */
    boolean isNeeded(String digest) {
        return database.sql(
                        "select exists (select 1 from carried_file where digest = ? and state in ('coming', 'held'))")
                .param(digest)
                .query(Boolean.class)
                .single();
    }

    void sent(UUID offer, long octets) {
        database.sql("update carried_file set sent = ?, attempts = 0, due = ? where offer = ?")
                .params(octets, now(), offer.toString())
                .update();
    }

    void become(UUID offer, FileState state, @Nullable String reason, Instant due) {
        database.sql("""
                        update carried_file set state = ?, reason = ?, attempts = 0, due = ?,
                               sent = case when ? in ('held', 'free') then size else sent end
                        where offer = ?""")
                .param(state.stored())
                .param(reason)
                .param(due.toEpochMilli())
                .param(state.stored())
                .param(offer.toString())
                .update();
    }

    void postpone(UUID offer, Instant due) {
        database.sql("update carried_file set attempts = attempts + 1, due = ? where offer = ?")
                .params(due.toEpochMilli(), offer.toString())
                .update();
    }

    private long now() {
        return clock.instant().toEpochMilli();
    }

    private static Carried carried(ResultSet row) throws SQLException {
        return new Carried(
                UUID.fromString(row.getString("offer")),
                new TicketNumber(row.getString("ticket")),
                row.getString("digest"),
                row.getLong("size"),
                FileState.ofStored(row.getString("state")),
                row.getString("reason"),
                row.getLong("sent"),
                row.getInt("attempts"),
                Instant.ofEpochMilli(row.getLong("begun_at")));
    }
}
