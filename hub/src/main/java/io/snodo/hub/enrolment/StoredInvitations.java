package io.snodo.hub.enrolment;

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

/** Invitations as they are kept: with the digest of the secret, which alone opens nothing. */
@Component
class StoredInvitations {
    private static final String ALL =
            "select id, member, secret, facts, until, redeemed_at, request, withdrawn_at from invitation";

    private final JdbcClient database;

    StoredInvitations(JdbcClient database) {
        this.database = database;
    }

    /**
     * @param facts what the member need not be asked for, JSON
     * @param request of the keys that it was redeemed with; absent until it was
     */
    record Row(
            UUID id,
            MemberCode member,
            String secret,
            String facts,
            Instant until,
            @Nullable String request,
            boolean withdrawn) {}

    void add(Row row, String by, Instant now) {
        CurrentTenant.run(
                MemberCode.HUB,
                () -> database.sql("""
                        insert into invitation (id, member, secret, facts, invited_at, invited_by, until)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                        .params(
                                row.id(),
                                row.member().value(),
                                row.secret(),
                                row.facts(),
                                Timestamp.from(now),
                                by,
                                Timestamp.from(row.until()))
                        .update());
    }

    /** Whether there was one that waited. */
    boolean withdraw(MemberCode member, Instant now) {
        return CurrentTenant.during(
                        MemberCode.HUB,
                        () -> database.sql("""
                        update invitation set withdrawn_at = ?
                        where member = ? and redeemed_at is null and withdrawn_at is null""")
                                .params(Timestamp.from(now), member.value())
                                .update())
                > 0;
    }

    /** Whether nobody has before, or withdrawn it. */
    boolean redeem(UUID id, String request, Instant now) {
        return CurrentTenant.during(
                        MemberCode.HUB,
                        () -> database.sql("""
                        update invitation set redeemed_at = ?, request = ?
                        where id = ? and redeemed_at is null and withdrawn_at is null""")
                                .params(Timestamp.from(now), request, id)
                                .update())
                == 1;
    }

    Optional<Row> find(UUID id) {
        return CurrentTenant.during(
                MemberCode.HUB,
                () -> database.sql(ALL + " where id = ?")
                        .param(id)
                        .query((row, _) -> row(row))
                        .optional());
    }

    /** Whose facts were told last, with them. */
    Optional<Row> lastOf(MemberCode member) {
        return CurrentTenant.during(
                MemberCode.HUB,
                () -> database.sql(ALL + " where member = ? order by invited_at desc limit 1")
                        .param(member.value())
                        .query((row, _) -> row(row))
                        .optional());
    }

    /** Those that nobody has redeemed and that have not ended. */
    List<Row> waiting(Instant now) {
        return CurrentTenant.during(
                MemberCode.HUB,
                () -> database.sql(ALL + " where redeemed_at is null and withdrawn_at is null and until > ?")
                        .param(Timestamp.from(now))
                        .query((row, _) -> row(row))
                        .list());
    }

    private static Row row(ResultSet row) throws SQLException {
        @Nullable String request = row.getString("request");
        return new Row(
                row.getObject("id", UUID.class),
                new MemberCode(row.getString("member")),
                row.getString("secret"),
                row.getString("facts"),
                row.getTimestamp("until").toInstant(),
                request,
                row.getTimestamp("withdrawn_at") != null);
    }
}
