package io.snodo.hub.delivery;

import io.snodo.hub.exchange.Outgoing;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.receipt.Stamp;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The deliveries that wait in the database, read and marked as their recipients. */
@Component
class Waiting {
    private static final String PENDING = """
            select d.id, message_seen(m) jws, m.leaf, m.leaf_index, m.path, b.signed, m.home_stamp
            from delivery d
                 join message m on m.sender = d.sender and m.id = d.message
                 join evidence_batch b on b.number = m.batch
            where d.recipient = ? and d.state = 'pending'
            """;

    private final JdbcTemplate template;
    private final JdbcClient database;

    Waiting(DataSource dataSource) {
        this.template = new JdbcTemplate(dataSource);
        this.database = JdbcClient.create(template);
    }

    /** Members for whom something has waited since {@code since} or longer. */
    List<MemberCode> recipients(Instant since) {
        return database
                .sql("select recipient from deliveries_overdue(?)")
                .param(Timestamp.from(since))
                .query(String.class)
                .list()
                .stream()
                .map(MemberCode::new)
                .toList();
    }

    /** The first of what waits for {@code recipient}, in order. */
    List<Outgoing> first(MemberCode recipient, int most) {
        return CurrentTenant.during(
                recipient,
                () -> database.sql(PENDING + "order by d.id limit ?")
                        .params(recipient.value(), most)
                        .query((row, _) -> outgoing(recipient, row))
                        .list());
    }

    private static Outgoing outgoing(MemberCode recipient, ResultSet row) throws SQLException {
        return new Outgoing(row.getLong("id"), recipient, row.getString("jws"), stamp(row));
    }

    private static Stamp stamp(ResultSet row) throws SQLException {
        String home = row.getString("home_stamp");
        if (home != null) {
            return Json.MAPPER.readValue(home, Stamp.class); // another hub has decided on it
        }
        List<String> path = List.of((String[]) row.getArray("path").getArray());
        return new Stamp(row.getString("leaf"), row.getInt("leaf_index"), path, row.getString("signed"));
    }

    /** The first of what {@code recipient} has not confirmed and comes after {@code id}, in order. */
    List<Outgoing> after(MemberCode recipient, long id, int most) {
        return CurrentTenant.during(
                recipient,
                () -> database.sql(PENDING + "and d.id > ? order by d.id limit ?")
                        .params(recipient.value(), id, most)
                        .query((row, _) -> outgoing(recipient, row))
                        .list());
    }

    /** Notes when the recipient was given them first; they wait on until it confirms. */
    void given(MemberCode recipient, List<Outgoing> deliveries, Instant now) {
        Long[] ids = deliveries.stream().map(Outgoing::id).toArray(Long[]::new);
        CurrentTenant.run(
                recipient,
                () -> database.sql("select deliveries_given(?, ?, ?)")
                        .params(recipient.value(), ids, Timestamp.from(now))
                        .query((_, _) -> true)
                        .list());
    }

    /** What {@code recipient} should have confirmed by {@code confirmedBy} waits again; how many that are. */
    long unconfirmedAgain(MemberCode recipient, Instant confirmedBy, Instant now, int most) {
        return CurrentTenant.during(
                recipient,
                () -> database.sql("select deliveries_unconfirmed_again(?, ?, ?, ?)")
                        .params(recipient.value(), Timestamp.from(confirmedBy), Timestamp.from(now), most)
                        .query(Long.class)
                        .single());
    }

    /** What is parked waits again; how much that is. */
    int parkedAgain(MemberCode recipient) {
        return CurrentTenant.during(
                recipient, () -> database.sql("""
                        update delivery set state = 'pending', attempts = 0, put_at = null
                        where recipient = ? and state = 'parked'""").param(recipient.value()).update());
    }

    /** What the hub has said to all, in that order. */
    List<Frame> said(List<UUID> messages) {
        return CurrentTenant.during(
                MemberCode.HUB,
                () -> database.sql("""
                                select m.jws, m.leaf, m.leaf_index, m.path, b.signed, m.home_stamp
                                from unnest(?) with ordinality as x (id, place)
                                     join message m on m.sender = 'hub' and m.id = x.id
                                     join evidence_batch b on b.number = m.batch
                                order by x.place""")
                        .param((Object) messages.toArray(UUID[]::new))
                        .query((row, _) -> (Frame) new Frame.Delivery(row.getString("jws"), stamp(row)))
                        .list());
    }

    /** Makes deliveries of what the hub has said to all. */
    void bring(List<MemberCode> recipients, List<UUID> messages, Instant now) {
        CurrentTenant.run(
                MemberCode.HUB,
                () -> database.sql("select registry_delivered(?, ?, ?)")
                        .param((Object)
                                recipients.stream().map(MemberCode::value).toArray(String[]::new))
                        .param((Object) messages.toArray(UUID[]::new))
                        .param(Timestamp.from(now))
                        .query((_, _) -> true)
                        .list());
    }

    void put(List<Outgoing> deliveries, Instant now) {
        template.execute((ConnectionCallback<Boolean>) connection -> mark(connection, deliveries, now));
    }

    private static boolean mark(Connection connection, List<Outgoing> deliveries, Instant now) throws SQLException {
        Array recipients = connection.createArrayOf(
                "text", deliveries.stream().map(d -> d.recipient().value()).toArray());
        Array ids = connection.createArrayOf(
                "bigint", deliveries.stream().map(Outgoing::id).toArray());
        try (PreparedStatement statement = connection.prepareStatement("select deliveries_put(?, ?, ?)")) {
            statement.setArray(1, recipients);
            statement.setArray(2, ids);
            statement.setTimestamp(3, Timestamp.from(now));
            return statement.execute();
        }
    }

    /** Counts an attempt that failed by the delivery's own fault; from the {@code most}th on it is parked. */
    void failed(Outgoing delivery, String cause, int most) {
        CurrentTenant.run(
                delivery.recipient(),
                () -> database.sql("""
                        update delivery
                        set attempts = attempts + 1, cause = :cause,
                            state = case when attempts + 1 >= :most then 'parked' else state end
                        where id = :id and state = 'pending'""")
                        .param("cause", cause)
                        .param("most", most)
                        .param("id", delivery.id())
                        .update());
    }

    /** Says on the first that waits why it does; for people to see. */
    void held(MemberCode recipient, String cause) {
        CurrentTenant.run(
                recipient,
                () -> database.sql("""
                        update delivery set cause = :cause
                        where id = (select min(id) from delivery where recipient = :recipient and state = 'pending')
                          and cause is distinct from :cause""")
                        .param("cause", cause)
                        .param("recipient", recipient.value())
                        .update());
    }
}
