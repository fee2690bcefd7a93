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

    /** Who has not been admitted; a suspension in between, or that it is on its way out, makes no difference. */
    Set<MemberCode> inTrial() {
        return database.sql("""
                        select member, state from (
                            select distinct on (member) member, state from member_life
                            where state not in ('suspended', 'leaving') order by member, id desc) last
                        where state in ('invited', 'enrolled', 'in_trial')""")
                .query((row, _) -> new MemberCode(row.getString("member")))
                .set();
    }

    /** The state that it was suspended in. */
    Optional<Life.State> beforeSuspension(MemberCode member) {
        return of(member).reversed().stream()
                .map(Life::state)
                .filter(state -> state != Life.State.SUSPENDED)
                .findFirst();
    }

    /** The state in which it began to leave, suspended or not, whatever has come in between. */
    Optional<Life.State> beforeLeaving(MemberCode member) {
        Life.State before = null;
        Life.State found = null;
        for (Life life : of(member)) {
            if (life.state() == Life.State.LEAVING && found == null) {
                found = before;
            } else if (life.state() != Life.State.LEAVING && life.state() != Life.State.SUSPENDED) {
                found = null;
            }
            before = life.state();
        }
        return Optional.ofNullable(found);
    }

    Set<MemberCode> in(Life.State state) {
        return present().values().stream()
                .filter(life -> life.state() == state)
                .map(Life::member)
                .collect(Collectors.toSet());
    }

    boolean isIn(MemberCode member, Life.State state) {
        Life life = present().get(member);
        return life != null && life.state() == state;
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
     * be invited, and whoever was there before stays what it was. Returns who has left by this.
     */
    Set<MemberCode> follow(Roster belonging, String by, Instant now) {
        Map<MemberCode, Life> present = present();
        Set<MemberCode> gone = new HashSet<>(present.keySet());
        for (Registry.Member member : belonging.registry().members()) {
            gone.remove(member.code());
            Life life = present.get(member.code());
            boolean bare = member.keys().isEmpty() || belonging.bare().contains(member.code());
            Life.State next = PracticePartner.of(member.code()).isPresent()
                    ? Life.State.IN_TRIAL
                    : bare ? Life.State.INVITED : Life.State.ADMITTED;
            if (life == null
                    || life.state() == Life.State.LEFT
                    || life.state() == Life.State.INVITED && life.state() != next) {
                begin(new Life(member.code(), next, now, by, null));
            }
        }
        gone.removeIf(member -> Objects.requireNonNull(present.get(member)).state() == Life.State.LEFT);
        gone.forEach(member -> begin(new Life(member, Life.State.LEFT, now, by, null)));
        return gone;
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
