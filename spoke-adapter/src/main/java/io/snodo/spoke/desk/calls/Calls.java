package io.snodo.spoke.desk.calls;

import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.CallTransfer;
import io.snodo.spoke.desk.ContactId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The calls of the last while, in both directions. An hour after the line is dead nothing shows them any more (ST-687). */
@Repository
public class Calls {
    /** Time enough to call back whom nobody has taken. */
    static final Duration KEPT = Duration.ofHours(1);

    private static final int SHOWN = 50;

    private final JdbcClient jdbc;
    private final Clock clock;

    Calls(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Those of which somebody is on the line and whom nobody has taken, the longest waiting first. */
    public List<ComingCall> ringing() {
        return jdbc.sql("select * from call_coming where contact is null and until > ? order by id limit ?")
                .params(clock.millis(), SHOWN)
                .query(Calls::comingCall)
                .list();
    }

    /** Those that come, came and were taken, the latest first. */
    public List<ComingCall> coming() {
        return jdbc.sql("select * from call_coming where until > ? order by id desc limit ?")
                .params(oldest(), SHOWN)
                .query(Calls::comingCall)
                .list();
    }

    /** What we have passed on, the latest first. */
    public List<PassedCall> passed() {
        return jdbc.sql("select * from call_passed where until > ? order by said_at desc, message desc limit ?")
                .params(oldest(), SHOWN)
                .query(Calls::passedCall)
                .list();
    }

    /** The call that became a contact. */
    public Optional<ComingCall> of(ContactId contact) {
        return jdbc.sql("select * from call_coming where contact = ? and until > ?")
                .params(contact.value(), oldest())
                .query(Calls::comingCall)
                .optional();
    }

    Optional<ComingCall> find(long id) {
        return jdbc.sql("select * from call_coming where id = ? and until > ?")
                .params(id, oldest())
                .query(Calls::comingCall)
                .optional();
    }

    /** The same one again changes nothing. */
    void add(MemberCode from, UUID message, CallTransfer told) {
        jdbc.sql("""
                        insert into call_coming (sender, message, content, until) values (?, ?, ?, ?)
                        on conflict (sender, message) do nothing""")
                .params(
                        from.value(),
                        message.toString(),
                        Json.MAPPER.writeValueAsString(told),
                        told.until().toEpochMilli())
                .update();
    }

    void add(UUID message, MemberCode to, CallTransfer told, String operator, @Nullable ContactId contact, Instant at) {
        jdbc.sql("""
                        insert into call_passed (message, recipient, content, until, operator, contact, said_at)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        message.toString(),
                        to.value(),
                        Json.MAPPER.writeValueAsString(told),
                        told.until().toEpochMilli(),
                        operator)
                .param(contact == null ? null : contact.value())
                .param(at.toEpochMilli())
                .update();
    }

    void taken(long id, String operator, ContactId contact) {
        jdbc.sql("update call_coming set operator = ?, contact = ? where id = ?")
                .params(operator, contact.value(), id)
                .update();
    }

    /** How many were too old to be kept. */
    int dropOld() {
        int coming = jdbc.sql("delete from call_coming where until <= ?")
                .param(oldest())
                .update();
        return coming
                + jdbc.sql("delete from call_passed where until <= ?")
                        .param(oldest())
                        .update();
    }

    private long oldest() {
        return clock.instant().minus(KEPT).toEpochMilli();
    }

    private static ComingCall comingCall(ResultSet row, int number) throws SQLException {
        return new ComingCall(
                row.getLong("id"),
                new MemberCode(row.getString("sender")),
                UUID.fromString(row.getString("message")),
                Json.MAPPER.readValue(row.getString("content"), CallTransfer.class),
                row.getString("operator"),
                contact(row));
    }

    private static PassedCall passedCall(ResultSet row, int number) throws SQLException {
        return new PassedCall(
                UUID.fromString(row.getString("message")),
                new MemberCode(row.getString("recipient")),
                Json.MAPPER.readValue(row.getString("content"), CallTransfer.class),
                row.getString("operator"),
                contact(row),
                Instant.ofEpochMilli(row.getLong("said_at")));
    }

    private static @Nullable ContactId contact(ResultSet row) throws SQLException {
        long contact = row.getLong("contact");
        return row.wasNull() ? null : new ContactId(contact);
    }
}
