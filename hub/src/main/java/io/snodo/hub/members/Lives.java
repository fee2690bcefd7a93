package io.snodo.hub.members;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
    private static final String HISTORY = "select member, state, since, by, reason, evidence from member_life";

    private final JdbcClient database;

    Lives(JdbcClient database) {
        this.database = database;
    }

    /** Of everybody, also of who has left. */
    Map<MemberCode, Life> present() {
        return database
                .sql("select distinct on (member) member, state, since, by, reason, evidence from member_life"
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

    /** The state of each that ever belonged. */
    Map<MemberCode, Life.State> states() {
        return present().values().stream().collect(Collectors.toMap(Life::member, Life::state));
    }

    Set<MemberCode> in(Life.State state) {
        return present().values().stream()
                .filter(life -> life.state() == state)
                .map(Life::member)
                .collect(Collectors.toSet());
    }

    /** The state before the present one. */
    Optional<Life> before(MemberCode member) {
        List<Life> lives = of(member);
        return lives.reversed().stream()
                .skip(1)
                .filter(life -> life.state() != lives.getLast().state())
                .findFirst();
    }

    /** Who has left and was given a certificate of it. */
    Set<MemberCode> departed() {
        return Set.copyOf(database.sql("select member from departure where erasing_at is not null")
                .query((row, _) -> new MemberCode(row.getString("member")))
                .list());
    }

    void begin(Life life) {
        database.sql("insert into member_life (member, state, since, by, reason, evidence) values (?, ?, ?, ?, ?, ?)")
                .params(
                        life.member().value(),
                        life.state().name().toLowerCase(Locale.ROOT),
                        Timestamp.from(life.since()),
                        life.by())
                .param(life.reason())
                .param(life.evidence())
                .update();
    }

    /**
     * {@code belonging} are members from now on, and nobody else; who comes with keys is admitted at once, who has none can
     * be invited, and whoever was there before stays what it was.
     */
    void follow(Roster belonging, String by, Instant now) {
        Map<MemberCode, Life> present = present();
        Set<MemberCode> gone = new HashSet<>(present.keySet());
        for (Registry.Member member : belonging.registry().members()) {
            gone.remove(member.code());
            Life life = present.get(member.code());
            boolean bare = member.keys().isEmpty() || belonging.bare().contains(member.code());
            Life.State next = bare ? Life.State.INVITED : Life.State.ADMITTED;
            if (life == null
                    || life.state() == Life.State.LEFT
                    || life.state() == Life.State.INVITED && life.state() != next) {
                begin(new Life(member.code(), next, now, by, null));
            }
        }
        gone.stream()
                .filter(member -> Objects.requireNonNull(present.get(member)).state() != Life.State.LEFT)
                .forEach(member -> begin(new Life(member, Life.State.LEFT, now, by, null)));
    }

    private static Life life(ResultSet row) throws SQLException {
        @Nullable String reason = row.getString("reason");
        @Nullable String evidence = row.getString("evidence");
        return new Life(
                new MemberCode(row.getString("member")),
                Life.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getTimestamp("since").toInstant(),
                row.getString("by"),
                reason,
                evidence);
    }
}
