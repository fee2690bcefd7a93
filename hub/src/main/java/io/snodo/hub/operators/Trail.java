package io.snodo.hub.operators;

import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.MemberCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What operators have done, in the order in which they did it; it only grows. */
@Component
public class Trail {
    private static final int LONGEST = 2_000;

    private final JdbcClient database;
    private final Clock clock;

    Trail(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Within the caller's transaction, if there is one: an act and its trace are one. */
    void note(
            String operator,
            Act.Kind kind,
            @Nullable MemberCode about,
            String what,
            @Nullable String reason,
            Act.Result result) {
        CurrentTenant.run(
                MemberCode.HUB,
                () -> database.sql("""
                        insert into operator_act (at, operator, kind, about, what, reason, result)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                        .param(Timestamp.from(clock.instant()))
                        .param(operator)
                        .param(kind.name().toLowerCase(Locale.ROOT))
                        .param(about == null ? null : about.value())
                        .param(what.length() > LONGEST ? what.substring(0, LONGEST - 1) + "…" : what)
                        .param(reason)
                        .param(result.name().toLowerCase(Locale.ROOT))
                        .update());
    }

    /** Newest first, those before {@code before}; 0 begins with the newest. */
    public List<Act> page(int limit, long before) {
        return CurrentTenant.during(
                MemberCode.HUB,
                () -> database.sql("""
                        select id, at, operator, kind, about, what, reason, result from operator_act
                        where ? = 0 or id < ? order by id desc limit ?""")
                        .params(before, before, limit)
                        .query((row, _) -> act(row))
                        .list());
    }

    /** The last by which a suspension of {@code member} came, went, or was asked for. */
    Optional<Act> lastOfSuspension(MemberCode member) {
        return last(member, Act.Kind.SUSPEND, Act.Kind.RESUME);
    }

    /** The last act of one of two kinds about {@code member} that was done or asked for. */
    Optional<Act> last(MemberCode member, Act.Kind one, Act.Kind other) {
        return CurrentTenant.during(
                MemberCode.HUB,
                () -> database.sql("""
                        select id, at, operator, kind, about, what, reason, result from operator_act
                        where about = ? and kind in (?, ?) and result in ('asked', 'done')
                        order by id desc limit 1""")
                        .params(
                                member.value(),
                                one.name().toLowerCase(Locale.ROOT),
                                other.name().toLowerCase(Locale.ROOT))
                        .query((row, _) -> act(row))
                        .optional());
    }

    private static Act act(ResultSet row) throws SQLException {
        @Nullable String about = row.getString("about");
        @Nullable String reason = row.getString("reason");
        return new Act(
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                row.getString("operator"),
                Act.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                about == null ? null : new MemberCode(about),
                row.getString("what"),
                reason,
                Act.Result.valueOf(row.getString("result").toUpperCase(Locale.ROOT)));
    }
}
