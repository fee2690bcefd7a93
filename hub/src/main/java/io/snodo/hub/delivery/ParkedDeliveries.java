package io.snodo.hub.delivery;

import io.snodo.hub.identity.Office;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.MemberCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What is given up until somebody sends it again: found by member and cause, and sent again, one or many. A member's
 * administrator looks, and acts, as his member: the database shows him what it has sent or is to receive, and lets him send
 * again what it is to receive.
 */
@Component
public class ParkedDeliveries {
    /** As many as are sent again by one act. */
    public static final int MOST = 200;

    private final JdbcClient database;
    private final Lanes lanes;
    private final Clock clock;

    ParkedDeliveries(JdbcClient database, Lanes lanes, Clock clock) {
        this.database = database;
        this.lanes = lanes;
        this.clock = clock;
    }

    /** How much is parked for one member by one cause. */
    public record Heap(MemberCode recipient, @Nullable String cause, long parked) {}

    /** Those after {@code past}, in order, at most {@link #MOST}; of one recipient, by one cause, where that is said. */
    public List<Deliveries.Held> find(Office asker, @Nullable MemberCode recipient, @Nullable String cause, long past) {
        String whose = recipient == null ? null : recipient.value();
        return asker.body()
                .map(member -> CurrentTenant.during(
                        member, () -> find("deliveries_parked_seen(?, ?, ?, ?)", whose, cause, past)))
                .orElseGet(() -> find("deliveries_parked(?, ?, ?, ?)", whose, cause, past));
    }

    private List<Deliveries.Held> find(String look, @Nullable String recipient, @Nullable String cause, long past) {
        return database.sql("select * from " + look)
                .param(recipient)
                .param(cause)
                .param(past)
                .param(MOST)
                .query((row, _) -> Deliveries.held(row))
                .list();
    }

    /** What can be chosen from; an administrator counts his own. */
    public List<Heap> heaps(Office asker) {
        return asker.body()
                .map(member -> CurrentTenant.during(
                        member,
                        () -> database.sql("""
                                select recipient, cause, count(*) as parked from delivery
                                where state = 'parked' and recipient = ? group by 1, 2 order by 2""")
                                .param(member.value())
                                .query((row, _) -> heap(row))
                                .list()))
                .orElseGet(() -> database.sql("select * from deliveries_parked_by()")
                        .query((row, _) -> heap(row))
                        .list());
    }

    private static Heap heap(ResultSet row) throws SQLException {
        @Nullable String cause = row.getString("cause");
        return new Heap(new MemberCode(row.getString("recipient")), cause, row.getLong("parked"));
    }

    /**
     * Sends those again that are parked and his to send; which, and whose. What is missing in the answer has arrived, is on
     * its way, or is none of his: harmless if asked twice.
     */
    public Map<Long, MemberCode> again(Office asker, List<Long> ids) {
        if (ids.size() > MOST) {
            throw new IllegalArgumentException("more than " + MOST + " at once: " + ids.size());
        }
        Long[] wanted = ids.toArray(Long[]::new);
        Timestamp now = Timestamp.from(clock.instant());
        Map<Long, MemberCode> again = new TreeMap<>();
        switch (asker) {
            case Office.HubOperator _ ->
                database.sql("select * from deliveries_unparked(?, ?)")
                        .params(wanted, now)
                        .query(row -> {
                            again.put(row.getLong("id"), new MemberCode(row.getString("recipient")));
                        });
            case Office.MemberAdministrator(var _, var member) ->
                CurrentTenant.run(
                        member,
                        () -> database.sql("""
                                update delivery set state = 'pending', attempts = 0, due = ?, cause = null, put_at = null
                                where id = any (?) and recipient = ? and state = 'parked' and l2_at is null
                                returning id""")
                                .params(now, wanted, member.value())
                                .query(row -> {
                                    again.put(row.getLong("id"), member);
                                }));
            case Office.HubAuditor _ -> {} // reads, and does nothing
        }
        again.values().stream().distinct().forEach(lanes::again);
        return again;
    }
}
