package io.snodo.hub.enrolment;

import io.snodo.hub.members.Certificates;
import io.snodo.hub.members.Certified;
import io.snodo.hub.members.Life;
import io.snodo.hub.members.Members;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.MemberCode;
import io.snodo.messages.enrolment.Purpose;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Members are asked to renew their certificates before time (ST-771). Nobody writes down that it is done: it is, as soon as
 * there is a newer certificate for each purpose that had one when it was asked, and has one still.
 */
@Component
public class Renewals {
    /** As a member renews them: its encryption key stays, what it was told with it is to be read. */
    private static final String RENEWED = "('link', 'seal', 'signature')";

    private static final String ASKED = """
            with last as (select distinct on (member) * from renewal %s order by member, id desc)
            select r.member, r.asked_at, r.asked_by, r.reason, r.due, done.at as done_at
            from last r,
                 lateral (select case when coalesce(bool_and(newer is not null), true)
                                      then coalesce(max(newer), r.asked_at) end as at
                          from (select (select min(n.issued_at) from member_certificate n
                                        where n.member = r.member and n.purpose = old.purpose
                                          and n.issued_at >= r.asked_at) as newer
                                from member_certificate old
                                where old.member = r.member and old.purpose in %s
                                  and old.issued_at < r.asked_at and old.until > r.asked_at
                                  and (old.revoked_at is null or old.revoked_at > r.asked_at)
                                  and exists (select from member_certificate c
                                              where c.member = r.member and c.purpose = old.purpose
                                                and c.revoked_at is null and c.until > now())
                                group by old.purpose) purposes) done
            """;

    private final JdbcClient database;
    private final Certificates certificates;
    private final Members members;
    private final EnrolmentSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Renewals(
            JdbcClient database,
            Certificates certificates,
            Members members,
            EnrolmentSettings settings,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.database = database;
        this.certificates = certificates;
        this.members = members;
        this.settings = settings;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Where a member's certificates come from, and so who can change them. */
    public enum Source {
        /** Its spoke asks for them. */
        ENROLMENT,
        /** They lie in the tenants folder. */
        FOLDER,
        /** It has no seal that counts, or the hub seals for it; for new ones it is to be invited. */
        NONE
    }

    /**
     * That a member was asked.
     *
     * @param due until when it is to be done; after that it has to be looked after
     */
    public record Asked(
            MemberCode member,
            Instant askedAt,
            String askedBy,
            @Nullable String reason,
            Instant due,
            @Nullable Instant doneAt) {
        public boolean isOverdue(Instant now) {
            return doneAt == null && !due.isAfter(now);
        }
    }

    public Source source(MemberCode member) {
        List<Certified> enrolled = certificates.of(member);
        Instant now = clock.instant();
        if (enrolled.stream()
                .anyMatch(each -> each.purpose() == Purpose.SEAL
                        && !each.isRevoked()
                        && each.until().isAfter(now))) { // by a token of its seal key it asks
            return Source.ENROLMENT;
        }
        return members.state(member) == Life.State.INVITED || !enrolled.isEmpty() ? Source.NONE : Source.FOLDER;
    }

    /**
     * Its spoke sees it when it looks next.
     *
     * @param noted what is written down of it in the same transaction
     */
    public void ask(MemberCode member, String by, @Nullable String reason, Runnable noted) {
        Instant now = clock.instant();
        CurrentTenant.run(
                MemberCode.HUB,
                () -> transaction.executeWithoutResult(_ -> {
                    database.sql("insert into renewal (member, asked_at, asked_by, reason, due) values (?, ?, ?, ?, ?)")
                            .param(member.value())
                            .param(Timestamp.from(now))
                            .param(by)
                            .param(reason)
                            .param(Timestamp.from(now.plus(settings.renewalsWithin())))
                            .update();
                    noted.run();
                }));
    }

    /** When it was asked last; empty if never. */
    public Optional<Asked> last(MemberCode member) {
        return CurrentTenant.during(
                MemberCode.HUB,
                () -> database.sql(ASKED.formatted("where member = ?", RENEWED))
                        .param(member.value())
                        .query((row, _) -> asked(row))
                        .optional());
    }

    /** Of those who belong, who has not done it yet; who was asked first comes first. */
    public List<Asked> waiting() {
        return CurrentTenant.during(
                        MemberCode.HUB,
                        () -> database.sql(ASKED.formatted("", RENEWED)
                                        + " where done.at is null order by r.asked_at, r.member")
                                .query((row, _) -> asked(row))
                                .list())
                .stream()
                .filter(asked -> members.find(asked.member()).isPresent())
                .toList();
    }

    /** Those that it was asked to replace by newer ones and that count still, by fingerprint: when it was asked. */
    public Map<String, Instant> toReplace(MemberCode member) {
        return CurrentTenant.during(
                        MemberCode.HUB,
                        () -> database.sql("""
                                select c.fingerprint, r.asked_at
                                from (select * from renewal where member = ? order by id desc limit 1) r
                                join member_certificate c on c.member = r.member and c.issued_at < r.asked_at
                                where c.purpose in %s and c.revoked_at is null and c.until > ?""".formatted(RENEWED))
                                .params(member.value(), Timestamp.from(clock.instant()))
                                .query((row, _) -> Map.entry(
                                        row.getString("fingerprint"),
                                        row.getTimestamp("asked_at").toInstant()))
                                .list())
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Asked asked(ResultSet row) throws SQLException {
        @Nullable String reason = row.getString("reason");
        @Nullable Timestamp done = row.getTimestamp("done_at");
        return new Asked(
                new MemberCode(row.getString("member")),
                row.getTimestamp("asked_at").toInstant(),
                row.getString("asked_by"),
                reason,
                row.getTimestamp("due").toInstant(),
                done == null ? null : done.toInstant());
    }
}
