package io.snodo.hub.delivery;

import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Receipt;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.refusal.RefusalCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far a member's own messages have come with those who have answered. */
@Component
public class HowFar {
    private static final Duration RECENT = Duration.ofDays(7);
    private static final int MESSAGES = 500;

    private final JdbcClient database;
    private final Clock clock;

    HowFar(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Of its newest messages of the last seven days, as far as somebody has answered. */
    public List<Frame.Step> lately(MemberCode member) {
        return since(member, Instant.EPOCH);
    }

    /** The same, of those made at {@code since} or later. */
    public List<Frame.Step> since(MemberCode member, Instant since) {
        Instant now = clock.instant();
        if (since.isAfter(now)) {
            return List.of();
        }
        Instant recent = now.minus(RECENT);
        long millis = (since.isBefore(recent) ? recent : since).toEpochMilli();
        return CurrentTenant.during(member, () -> steps(member, firstIdAt(millis)));
    }

    /**
     * By the sender's ids, which sort by time, and each delivery by its whole key: that needs no index beyond those that
     * the way in has to keep anyway. The inner limit counts messages that somebody else reads, not all that was said.
     */
    private List<Frame.Step> steps(MemberCode member, UUID since) {
        return database.sql("""
                        select m.id, d.recipient, d.refusal, d.l3_at is not null as applied, d.l4_at is not null as seen
                        from (select id, readers from message
                              where sender = :member and id >= :since and cardinality(readers) > 1
                              order by id desc limit :most) m
                             cross join lateral unnest(m.readers) r (reader)
                             cross join lateral (select * from delivery k
                                                 where k.recipient = r.reader and k.message = m.id order by k.id limit 1) d
                        where d.sender = :member and (d.l2_at is not null or d.refusal is not null)
                        order by m.id""")
                .param("member", member.value())
                .param("since", since)
                .param("most", MESSAGES)
                .query((row, _) -> step(row))
                .list();
    }

    /** The lowest UUIDv7 of that time. */
    private static UUID firstIdAt(long millis) {
        return new UUID(millis << 16 | 0x7000, 0x8000_0000_0000_0000L);
    }

    private static Frame.Step step(ResultSet row) throws SQLException {
        String refusal = row.getString("refusal");
        return new Frame.Step(
                row.getObject("id", UUID.class),
                new MemberCode(row.getString("recipient")),
                refusal != null
                        ? Receipt.Level.REFUSED
                        : row.getBoolean("seen")
                                ? Receipt.Level.L4
                                : row.getBoolean("applied") ? Receipt.Level.L3 : Receipt.Level.L2,
                refusal == null ? null : RefusalCode.ofWire(refusal));
    }
}
