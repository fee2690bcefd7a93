package io.snodo.hub.members;

import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.MemberCode;
import io.snodo.messages.enrolment.Purpose;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The certificates of enrolment, also those that were revoked: nothing of them goes away. */
@Component
public class Certificates {
    private static final String ALL = """
            select fingerprint, member, purpose, key, der, since, until, request, revoked_at, revoked_by, reason, asked_with
            from member_certificate""";
    /** By so much clocks may differ. */
    private static final Duration SKEW = Duration.ofHours(1);

    private final JdbcClient database;
    private final Clock clock;

    Certificates(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Of one member, the newest first. */
    public List<Certified> of(MemberCode member) {
        return asked(() -> database.sql(ALL + " where member = ? order by id desc")
                .param(member.value())
                .query((row, _) -> certified(row))
                .list());
    }

    /** What came of a request, if it was made before. */
    public List<Certified> ofRequest(MemberCode member, String request) {
        return asked(() -> database.sql(ALL + " where member = ? and request = ? order by id")
                .params(member.value(), request)
                .query((row, _) -> certified(row))
                .list());
    }

    /** Those with that public key. */
    public List<Certified> withKey(String key) {
        return asked(() -> database.sql(ALL + " where key = ?")
                .param(key)
                .query((row, _) -> certified(row))
                .list());
    }

    private static <T> T asked(java.util.function.Supplier<T> query) {
        return CurrentTenant.during(MemberCode.HUB, query);
    }

    /** All that some door may still be shown; as the hub's tenant, like what follows. */
    List<Certified> counting() {
        return database.sql(ALL + " where until > ?")
                .param(Timestamp.from(clock.instant().minus(SKEW)))
                .query((row, _) -> certified(row))
                .list();
    }

    Optional<Certified> newest(MemberCode member, Purpose purpose) {
        return database.sql(ALL + " where member = ? and purpose = ? and revoked_at is null order by id desc limit 1")
                .params(member.value(), purpose.wire())
                .query((row, _) -> certified(row))
                .optional();
    }

    /** Of each member the newest that counts. */
    List<Certified> newest(Purpose purpose) {
        return database.sql("""
                        select distinct on (member) * from member_certificate
                        where purpose = ? and revoked_at is null order by member, id desc""")
                .param(purpose.wire())
                .query((row, _) -> certified(row))
                .list();
    }

    void keep(Certified certified, Instant now) {
        database.sql("""
                        insert into member_certificate (fingerprint, member, purpose, key, der, since, until, request, issued_at, asked_with)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        certified.fingerprint(),
                        certified.member().value(),
                        certified.purpose().wire(),
                        certified.key(),
                        certified.der(),
                        Timestamp.from(certified.since()),
                        Timestamp.from(certified.until()),
                        certified.request(),
                        Timestamp.from(now))
                .param(certified.askedWith())
                .update();
    }

    /** Whether it counted until now. */
    boolean revoke(MemberCode member, String fingerprint, String by, String reason, Instant now) {
        return database.sql("""
                        update member_certificate set revoked_at = ?, revoked_by = ?, reason = ?
                        where member = ? and fingerprint = ? and revoked_at is null""")
                        .params(Timestamp.from(now), by, reason, member.value(), fingerprint)
                        .update()
                == 1;
    }

    /** Those that count and were asked for with that seal key. */
    List<Certified> askedWith(MemberCode member, String key) {
        return database.sql(ALL + " where member = ? and asked_with = ? and revoked_at is null")
                .params(member.value(), key)
                .query((row, _) -> certified(row))
                .list();
    }

    void revokeAll(MemberCode member, String by, String reason, Instant now) {
        database.sql("""
                        update member_certificate set revoked_at = ?, revoked_by = ?, reason = ?
                        where member = ? and revoked_at is null""")
                .params(Timestamp.from(now), by, reason, member.value())
                .update();
    }

    private static Certified certified(ResultSet row) throws SQLException {
        @Nullable Timestamp revoked = row.getTimestamp("revoked_at");
        @Nullable String by = row.getString("revoked_by");
        @Nullable String reason = row.getString("reason");
        return new Certified(
                row.getString("fingerprint"),
                new MemberCode(row.getString("member")),
                Purpose.of(row.getString("purpose")),
                row.getString("key"),
                row.getBytes("der"),
                row.getTimestamp("since").toInstant(),
                row.getTimestamp("until").toInstant(),
                row.getString("request"),
                revoked == null ? null : revoked.toInstant(),
                by,
                reason,
                row.getString("asked_with"));
    }
}
