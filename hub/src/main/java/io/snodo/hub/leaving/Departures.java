package io.snodo.hub.leaving;

import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.MemberCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is on its way out, and who is gone; within the caller's transaction, if there is one. */
@Component
class Departures {
    private static final String SELECT =
            "select id, member, begun_at, due, export, erasing_at, ended_at, certificate, stamp"
                    + " from departure where called_off_at is null ";

    private final JdbcClient database;

    Departures(JdbcClient database) {
        this.database = database;
    }

    void begin(MemberCode member, Instant now, Instant due, UUID export) {
        CurrentTenant.run(
                MemberCode.HUB,
                () -> database.sql("insert into departure (id, member, begun_at, due, export) values (?, ?, ?, ?, ?)")
                        .params(UUID.randomUUID(), member.value(), Timestamp.from(now), Timestamp.from(due), export)
                        .update());
    }

    /** The present one, or the one by which it has left. */
    Optional<Departure> of(MemberCode member) {
        return CurrentTenant.during(
                MemberCode.HUB,
                () -> database.sql(SELECT + "and member = ? order by begun_at desc limit 1")
                        .param(member.value())
                        .query((row, _) -> departure(row))
                        .optional());
    }

    /** Those that are not gone yet. */
    List<Departure> open() {
        return CurrentTenant.during(
                MemberCode.HUB,
                () -> database.sql(SELECT + "and ended_at is null order by due")
                        .query((row, _) -> departure(row))
                        .list());
    }

    void takeAlong(UUID id, UUID export) {
        change("update departure set export = ? where id = ? and erasing_at is null", export, id);
    }

    /** False once there is no way back. */
    boolean callOff(MemberCode member, Instant now) {
        return change(
                        "update departure set called_off_at = ?"
                                + " where member = ? and called_off_at is null and erasing_at is null",
                        Timestamp.from(now),
                        member.value())
                > 0;
    }

    void noWayBack(UUID id, String by, Instant now) {
        change(
                "update departure set erasing_at = ?, erased_by = ? where id = ? and erasing_at is null",
                Timestamp.from(now),
                by,
                id);
    }

    /** False if another node has done it. */
    boolean end(UUID id, Instant now, String certificate, String stamp) {
        return change(
                        "update departure set ended_at = ?, certificate = ?, stamp = ? where id = ? and ended_at is null",
                        Timestamp.from(now),
                        certificate,
                        stamp,
                        id)
                > 0;
    }

    /** How many tickets wait with {@code member} to be concluded or handed on. */
    long held(MemberCode member) {
        return database.sql("select leaver_holds(?)")
                .param(member.value())
                .query(Long.class)
                .single();
    }

    /** About a ticket or a question, here or at another hub; what it says of its queues is over when it is said. */
    boolean hasSpokenSince(MemberCode member, Instant then) {
        return CurrentTenant.during(
                member,
                () -> database.sql("""
                                select exists (select from message where sender = :member and recorded_at > :then
                                           and type not in ('queue.state', 'member.hello', 'receipt'))
                                    or exists (select from passing where sender = :member and passed_at > :then
                                           and leaf is not null)""") // a receipt has none
                        .param("member", member.value())
                        .param("then", Timestamp.from(then))
                        .query(Boolean.class)
                        .single());
    }

    private int change(String sql, Object... values) {
        return CurrentTenant.during(
                MemberCode.HUB, () -> database.sql(sql).params(values).update());
    }

    private static Departure departure(ResultSet row) throws SQLException {
        @Nullable String certificate = row.getString("certificate");
        @Nullable String stamp = row.getString("stamp");
        return new Departure(
                row.getObject("id", UUID.class),
                new MemberCode(row.getString("member")),
                row.getTimestamp("begun_at").toInstant(),
                row.getTimestamp("due").toInstant(),
                row.getObject("export", UUID.class),
                instant(row.getTimestamp("erasing_at")),
                instant(row.getTimestamp("ended_at")),
                certificate,
                stamp);
    }

    static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
