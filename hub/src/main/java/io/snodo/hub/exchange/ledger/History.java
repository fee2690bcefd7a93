package io.snodo.hub.exchange.ledger;

import io.snodo.hub.exchange.rules.Ticket;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.Status;
import io.snodo.messages.hidden.Uncovering;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tickets and their events as the open tenant may read them; row security answers, nothing is filtered here. */
@Component
public class History {
    private static final String TICKET = "select row_to_json(t) from ticket t ";
    private static final int MOST_EVENTS = 2000;

    private final JdbcClient database;

    History(JdbcClient database) {
        this.database = database;
    }

    /** One event, with the message that made it. */
    public record Event(Message message, Audience audience, long sequence, Instant recordedAt) {}

    public Optional<Ticket> find(TicketNumber number) {
        return database.sql(TICKET + "where t.number = ?")
                .param(number.value())
                .query(String.class)
                .optional()
                .map(History::ticket);
    }

    /** Newest first, from the one after {@code before} on. */
    public List<Ticket> page(int limit, @Nullable TicketNumber before) {
        return database
                .sql(TICKET + """
                        where cast(:before as text) is null
                           or (t.opened_at, t.number) < (select b.opened_at, b.number from ticket b where b.number = :before)
                        order by t.opened_at desc, t.number desc limit :limit""")
                .param("before", before == null ? null : before.value())
                .param("limit", limit)
                .query(String.class)
                .list()
                .stream()
                .map(History::ticket)
                .toList();
    }

    /** Without those that have fallen silent because their sender has left. */
    public List<Event> events(TicketNumber number) {
        return database.sql("select message_seen(m) jws, audience, sequence, recorded_at from message m"
                        + " where ticket = ? and m.jws <> '' order by sequence limit ?")
                .params(number.value(), MOST_EVENTS)
                .query((row, _) -> event(row))
                .list();
    }

    /** Whose ticket it is, for one who knows number and digest. */
    public Optional<MemberCode> originator(TicketNumber number, String trackingDigest) {
        return database.sql("select originator from ticket_tracked(?, ?) originator where originator is not null")
                .params(number.value(), trackingDigest)
                .query(String.class)
                .optional()
                .map(MemberCode::new);
    }

    /** Whose ticket it is, for the hub's own word about it: also of one who has left. */
    public Optional<MemberCode> originator(TicketNumber number) {
        return database.sql("select originator from ticket_originator(?) originator where originator is not null")
                .param(number.value())
                .query(String.class)
                .optional()
                .map(MemberCode::new);
    }

    /** Where a ticket's number leads beside the ticket itself: {@code merged} or {@code part}. */
    public record Onward(String relation, TicketNumber number, MemberCode owner, Status status) {}

    /** For one who knows number and digest. */
    public List<Onward> leadsTo(TicketNumber number, String trackingDigest) {
        return database.sql("select * from ticket_leads_to(?, ?)")
                .params(number.value(), trackingDigest)
                .query((row, _) -> new Onward(
                        row.getString("relation"),
                        new TicketNumber(row.getString("number")),
                        new MemberCode(row.getString("owner")),
                        Status.ofWire(row.getString("status"))))
                .list();
    }

    private static Ticket ticket(String row) {
        return Rows.JSON.readValue(row, TicketRow.class).ticket();
    }

    private static Event event(ResultSet row) throws SQLException {
        return new Event(
                // verified when it came in; the key may have been revoked since, which takes nothing back
                Uncovering.kept(row.getString("jws")),
                Audience.valueOf(row.getString("audience").toUpperCase(Locale.ROOT)),
                row.getLong("sequence"),
                row.getTimestamp("recorded_at").toInstant());
    }
}
