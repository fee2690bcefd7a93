package io.snodo.hub.operators;

import io.snodo.hub.identity.Office;
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
    /** That one act can name; what names more is several. */
    static final int MOST_GIVEN = 50;

    private static final String ACTS =
            "select id, at, operator, kind, about, what, phrase, given, reason, result from operator_act ";

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
            Phrase said,
            @Nullable String reason,
            Act.Result result) {
        if (said.given().size() > MOST_GIVEN) {
            throw new IllegalArgumentException("more than one act can name");
        }
        note(operator, kind, about, said.english(), said, reason, result);
    }

    /** The same in words that no page can translate. */
    void note(
            String operator,
            Act.Kind kind,
            @Nullable MemberCode about,
            String what,
            @Nullable String reason,
            Act.Result result) {
        note(operator, kind, about, what, null, reason, result);
    }

    /** That somebody tried what is not within the role. */
    Act.Result refused(Office by, Act.Kind kind, @Nullable MemberCode about, @Nullable String reason) {
        note(by.name(), kind, about, Phrase.of(Phrase.Kind.NOT_HIS), reason, Act.Result.REFUSED);
        return Act.Result.REFUSED;
    }

    private void note(
            String operator,
            Act.Kind kind,
            @Nullable MemberCode about,
            String what,
            @Nullable Phrase phrase,
            @Nullable String reason,
            Act.Result result) {
        CurrentTenant.run(
                MemberCode.HUB,
                () -> database.sql("""
                        insert into operator_act (at, operator, kind, about, what, phrase, given, reason, result)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                        .param(Timestamp.from(clock.instant()))
                        .param(operator)
                        .param(kind.name().toLowerCase(Locale.ROOT))
                        .param(about == null ? null : about.value())
                        .param(what.length() > LONGEST ? what.substring(0, LONGEST - 1) + "…" : what)
                        .param(phrase == null ? null : phrase.key())
                        .param(phrase == null ? null : phrase.given().toArray(String[]::new))
                        .param(reason)
                        .param(result.name().toLowerCase(Locale.ROOT))
                        .update());
    }

    /** Newest first, those before {@code before}; 0 begins with the newest. */
    public List<Act> page(int limit, long before) {
        return page(MemberCode.HUB, limit, before);
    }

    /** All of it, or what was done about an administrator's member. */
    public List<Act> page(Office reader, int limit, long before) {
        return reader.body().map(member -> pageAbout(member, limit, before)).orElseGet(() -> page(limit, before));
    }

    /** What was done about {@code member} alone; the database shows it no other. */
    public List<Act> pageAbout(MemberCode member, int limit, long before) {
        return page(member, limit, before);
    }

    private List<Act> page(MemberCode reader, int limit, long before) {
        return CurrentTenant.during(
                reader,
                () -> database.sql(ACTS + "where ? = 0 or id < ? order by id desc limit ?")
                        .params(before, before, limit)
                        .query((row, _) -> act(row))
                        .list());
    }

    /** The last of that kind that was done or asked for, about whomever. */
    Optional<Act> last(Act.Kind kind) {
        return CurrentTenant.during(
                MemberCode.HUB,
                () -> database.sql(ACTS + "where kind = ? and result in ('asked', 'done') order by id desc limit 1")
                        .param(kind.name().toLowerCase(Locale.ROOT))
                        .query((row, _) -> act(row))
                        .optional());
    }

    /** The last about {@code member} that was done or asked for, of these kinds. */
    Optional<Act> last(MemberCode member, Act.Kind kind, Act.Kind undoing) {
        return CurrentTenant.during(
                MemberCode.HUB,
                () -> database.sql(ACTS + """
                        where about = ? and kind in (?, ?) and result in ('asked', 'done')
                        order by id desc limit 1""")
                        .params(
                                member.value(),
                                kind.name().toLowerCase(Locale.ROOT),
                                undoing.name().toLowerCase(Locale.ROOT))
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
                phrase(row),
                reason,
                Act.Result.valueOf(row.getString("result").toUpperCase(Locale.ROOT)));
    }

    private static @Nullable Phrase phrase(ResultSet row) throws SQLException {
        @Nullable String key = row.getString("phrase");
        return key == null
                ? null
                : new Phrase(Phrase.Kind.valueOf(key.toUpperCase(Locale.ROOT)), List.of((String[])
                        row.getArray("given").getArray()));
    }
}
