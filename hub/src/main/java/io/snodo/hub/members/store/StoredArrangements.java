package io.snodo.hub.members.store;

import io.snodo.hub.members.AgreementTemplate;
import io.snodo.hub.members.Arrangements;
import io.snodo.hub.members.Group;
import io.snodo.hub.members.Word;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Templates, groups, and what members have said to them; each within the caller's transaction. */
@Component
public class StoredArrangements {
    private static final String WORDS =
            "select message, member, agreement, template, version, accepts, at from agreement_word w";

    /** In which what one member says to one agreement is counted: all members are told of each change. */
    private static final Duration PACE = Duration.ofHours(1);
    /** The registry goes by so many at once, and by more once fewer have been said. */
    private static final int HEARD = 6;
    /** So many are recorded, and no more. */
    private static final int TAKEN = 20;

    private static final String UNTOLD = """
            not told and coalesce(
                (select o.at from agreement_word o where o.member = w.member and o.agreement = w.agreement
                 order by o.id desc offset ? limit 1), '-infinity') <= ?""";

    private final JdbcClient database;

    StoredArrangements(JdbcClient database) {
        this.database = database;
    }

    public Arrangements read() {
        List<AgreementTemplate> listed = new ArrayList<>();
        List<AgreementTemplate> former = new ArrayList<>();
        database.sql("select says, listed from agreement_template order by id, version")
                .query(row -> {
                    (row.getBoolean("listed") ? listed : former)
                            .add(Json.MAPPER.readValue(row.getString("says"), AgreementTemplate.class));
                });
        List<Group> groups = database.sql("select says from agreement_group order by id")
                .query((row, _) -> Json.MAPPER.readValue(row.getString("says"), Group.class))
                .list();
        return new Arrangements(listed, groups, former);
    }

    /** Makes them {@code wanted}; versions that are not wanted any more are kept for those who accepted them. */
    public void become(Arrangements wanted, Instant now) {
        database.sql("update agreement_template set listed = false where listed")
                .update();
        for (AgreementTemplate template : wanted.templates()) {
            database.sql("""
                            insert into agreement_template (id, version, digest, says, listed, known_at)
                            values (?, ?, ?, ?, true, ?)
                            on conflict (id, version) do update set listed = true, says = excluded.says
                            """)
                    .params(
                            template.id(),
                            template.version(),
                            template.digest(),
                            Json.MAPPER.writeValueAsString(template),
                            Timestamp.from(now))
                    .update();
        }
        database.sql("delete from agreement_group").update();
        for (Group group : wanted.groups()) {
            database.sql("insert into agreement_group (id, says) values (?, ?)")
                    .params(group.id(), Json.MAPPER.writeValueAsString(group))
                    .update();
        }
    }

    /** Those that the registry goes by, the oldest first; of what was withdrawn only that it was. */
    public List<Word> told() {
        return database.sql(WORDS + """
                         left join (select member, agreement, max(id) as last from agreement_word
                                    where told and not accepts group by member, agreement) e using (member, agreement)
                        where told and id >= coalesce(last, 0) order by id""").query((row, _) -> word(row)).list();
    }

    /** What {@code member} has said to {@code agreement} since it last left it, the oldest first. */
    public List<Word> of(MemberCode member, String agreement) {
        return database.sql(WORDS + """
                         where member = ? and agreement = ? and id >= coalesce(
                            (select o.id from agreement_word o
                             where o.member = w.member and o.agreement = w.agreement and not o.accepts
                             order by o.id desc limit 1), 0)
                        order by id""")
                .params(member.value(), agreement)
                .query((row, _) -> word(row))
                .list();
    }

    /** Whether {@code member} has said as much to {@code agreement} within an hour as is taken of one. */
    public boolean hasSaidEnough(MemberCode member, String agreement, Instant now) {
        return database.sql("select count(*) >= ? from (select at from agreement_word"
                        + " where member = ? and agreement = ? order by id desc limit ?) newest where at > ?")
                .params(TAKEN, member.value(), agreement, TAKEN, Timestamp.from(now.minus(PACE)))
                .query(Boolean.class)
                .single();
    }

    public void say(Word word) {
        database.sql("""
                        insert into agreement_word (message, member, agreement, template, version, accepts, at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        word.message(),
                        word.member().value(),
                        word.agreement(),
                        word.template(),
                        word.version(),
                        word.accepts(),
                        Timestamp.from(word.at()))
                .update();
    }

    public boolean hasUntold(Instant now) {
        return database.sql("select exists (select from agreement_word w where " + UNTOLD + ")")
                .params(HEARD, Timestamp.from(now.minus(PACE)))
                .query(Boolean.class)
                .single();
    }

    /** From here on the registry goes by what was said, but for those who say too much; whether that is more than before. */
    public boolean tell(Instant now) {
        return database.sql("update agreement_word w set told = true where " + UNTOLD)
                        .params(HEARD, Timestamp.from(now.minus(PACE)))
                        .update()
                > 0;
    }

    private static Word word(ResultSet row) throws SQLException {
        return new Word(
                row.getObject("message", UUID.class),
                new MemberCode(row.getString("member")),
                row.getString("agreement"),
                row.getString("template"),
                row.getInt("version"),
                row.getBoolean("accepts"),
                row.getTimestamp("at").toInstant());
    }
}
