package io.snodo.hub.dossier;

import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.seal.VerifyKey;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What is recorded of a ticket, as the open tenant may read it; row security answers, nothing is filtered here. */
@Component
class Records {
    private static final int AT_ONCE = 50;

    private final JdbcTemplate database;

    Records(DataSource dataSource) {
        database = new JdbcTemplate(dataSource);
        database.setFetchSize(AT_ONCE); // within a transaction: a ticket is never whole in memory
    }

    boolean exists(TicketNumber ticket) {
        return !database.queryForList("select 1 from ticket where number = ?", Integer.class, ticket.value())
                .isEmpty();
    }

    void entries(TicketNumber ticket, Consumer<Line.Entry> each) {
        database.query(
                "select message_seen(m) jws, leaf, batch, leaf_index, path from message m where ticket = ? order by sequence",
                row -> {
                    each.accept(new Line.Entry(
                            row.getString("jws"),
                            row.getString("leaf"),
                            row.getLong("batch"),
                            row.getInt("leaf_index"),
                            path(row)));
                },
                ticket.value());
    }

    void withheld(TicketNumber ticket, Consumer<Line.Withheld> each) {
        database.query(
                "select sequence, hash, batch, leaf_index, path from ticket_withheld(?)",
                row -> {
                    each.accept(new Line.Withheld(
                            row.getLong("sequence"),
                            VerifyKey.URL.encodeToString(row.getBytes("hash")),
                            row.getLong("batch"),
                            row.getInt("leaf_index"),
                            path(row)));
                },
                ticket.value());
    }

    void receipts(TicketNumber ticket, Consumer<Line.Receipt> each) {
        database.query(
                "select message, recipient, l2_at, l3_at, l4_at, refusal from delivery where ticket = ? order by id",
                row -> {
                    each.accept(new Line.Receipt(
                            row.getObject("message", UUID.class),
                            new MemberCode(row.getString("recipient")),
                            instant(row, "l2_at"),
                            instant(row, "l3_at"),
                            instant(row, "l4_at"),
                            row.getString("refusal")));
                },
                ticket.value());
    }

    /** Whether any of it was sealed by the hub for its sender. */
    boolean hasOriginals(TicketNumber ticket) {
        return !database.queryForList(
                        "select 1 from message m join original o on o.member = m.sender and o.message = m.id"
                                + " where m.ticket = ? limit 1",
                        Integer.class,
                        ticket.value())
                .isEmpty();
    }

    void originals(TicketNumber ticket, Consumer<Line.Original> each) {
        database.query(
                "select o.message, o.octets from message m join original o on o.member = m.sender and o.message = m.id"
                        + " where m.ticket = ? order by m.sequence",
                row -> {
                    each.accept(new Line.Original(
                            row.getObject("message", UUID.class),
                            VerifyKey.URL.encodeToString(row.getBytes("octets"))));
                },
                ticket.value());
    }

    private static List<String> path(ResultSet row) throws SQLException {
        Array path = row.getArray("path");
        return List.of((String[]) path.getArray());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
