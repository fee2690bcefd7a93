package io.snodo.hub.members;

import io.snodo.messages.MemberCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How members' lives have gone: each state with who brought it about and why; nothing of it is ever changed. Within the
 * caller's transaction, as the hub's tenant.
 */
@Component
class Lives {
    private static final String HISTORY = "select member, state, since, by, reason from member_life";

    private final JdbcClient database;

    Lives(JdbcClient database) {
        this.database = database;
    }

    /** Of everybody, also of who has left. */
    Map<MemberCode, Life> present() {
        return database
                .sql("select distinct on (member) member, state, since, by, reason from member_life"
                        + " order by member, id desc")
                .query((row, _) -> life(row))
                .list()
                .stream()
                .collect(Collectors.toMap(Life::member, Function.identity()));
    }

    /** Oldest first. */
    List<Life> of(MemberCode member) {
        return database.sql(HISTORY + " where member = ? order by id")
                .param(member.value())
                .query((row, _) -> life(row))
                .list();
    }

    Set<MemberCode> in(Life.State state) {
        return present().values().stream()
                .filter(life -> life.state() == state)
                .map(Life::member)
                .collect(Collectors.toSet());
    }

    /** Who has left and was given a certificate of it. */
    Set<MemberCode> departed() {
        return Set.copyOf(database
                .sql("select member from departure where erasing_at is not null")
                .query((row, _) -> new MemberCode(row.getString("member")))
                .list());
    }

    void begin(Life life) {
        database.sql("insert into member_life (member, state, since, by, reason) values (?, ?, ?, ?, ?)")
                .params(
                        life.member().value(),
                        life.state().name().toLowerCase(Locale.ROOT),
                        Timestamp.from(life.since()),
                        life.by())
                .param(life.reason())
                .update();
    }

    /** {@code belonging} are members from now on, and nobody else; who is suspended stays so as long as it belongs. */
    void follow(Collection<MemberCode> belonging, String by, Instant now) {
        Set<MemberCode> gone = new HashSet<>();
        Set<MemberCode> joining = new HashSet<>(belonging);
        present().values().forEach(life -> {
            switch (life.state()) {
                case ADMITTED, SUSPENDED, LEAVING -> {
                    if (!joining.remove(life.member())) {
                        gone.add(life.member());
                    }
                }
                case LEFT -> {}
            }
        });
        joining.forEach(member -> begin(new Life(member, Life.State.ADMITTED, now, by, null)));
        gone.forEach(member -> begin(new Life(member, Life.State.LEFT, now, by, null)));
    }

    private static Life life(ResultSet row) throws SQLException {
        @Nullable String reason = row.getString("reason");
        return new Life(
                new MemberCode(row.getString("member")),
                Life.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getTimestamp("since").toInstant(),
                row.getString("by"),
                reason);
    }
}
