package io.snodo.hub.delivery;

import io.snodo.hub.exchange.MemberGreeted;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Receipt;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.refusal.RefusalCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells a member that has just presented itself once more how far its newest messages have come, because a frame that was
 * lost is not asked for: the sender has its receipt and repeats nothing (ST-170). One member after the other, on a thread
 * of its own, so that a thousand greetings after a restart hold up neither commits nor fresh progress.
 */
@Component
class ProgressAgain implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProgressAgain.class);
    private static final Duration RECENT = Duration.ofDays(7);
    private static final int MESSAGES = 500;
    private static final int STEPS_IN_A_FRAME = 200;

    private final JdbcClient database;
    private final PassingFrames frames;
    private final Clock clock;
    /** Whose turn has not come yet: greetings without end make one turn. */
    private final Set<MemberCode> greeted = ConcurrentHashMap.newKeySet();

    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("delivery-progress-again").factory());

    ProgressAgain(JdbcClient database, PassingFrames frames, Clock clock) {
        this.database = database;
        this.frames = frames;
        this.clock = clock;
    }

    @EventListener
    void greeted(MemberGreeted greeting) {
        if (greeted.add(greeting.member())) {
            thread.execute(() -> tell(greeting.member()));
        }
    }

    private void tell(MemberCode member) {
        greeted.remove(member);
        try {
            List<Frame.Step> steps = CurrentTenant.during(member, () -> steps(member));
            for (int from = 0; from < steps.size(); from += STEPS_IN_A_FRAME) {
                frames.send(
                        member,
                        new Frame.Progress(steps.subList(from, Math.min(from + STEPS_IN_A_FRAME, steps.size()))));
            }
        } catch (DataAccessException e) {
            LOG.warn(
                    "progress not told again until the next greeting tenant={} cause={}",
                    member,
                    e.getClass().getSimpleName());
        }
    }

    /**
     * By the sender's ids, which sort by time, and each delivery by its whole key: that needs no index beyond those that
     * the way in has to keep anyway. The inner limit counts messages that somebody else reads, not all that was said.
     */
    private List<Frame.Step> steps(MemberCode member) {
        return database.sql("""
                        select m.id, d.recipient, d.refusal, d.l3_at is not null as applied, d.l4_at is not null as seen
                        from (select id, readers from message
                              where sender = :member and id >= :since and cardinality(readers) > 1
                              order by id desc limit :most) m
                             cross join lateral unnest(m.readers) r (reader)
                             cross join lateral (select * from delivery k
                                                 where k.recipient = r.reader and k.message = m.id limit 1) d
                        where d.sender = :member and (d.l2_at is not null or d.refusal is not null)
                        order by m.id""")
                .param("member", member.value())
                .param("since", firstIdAt(clock.millis() - RECENT.toMillis()))
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

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
