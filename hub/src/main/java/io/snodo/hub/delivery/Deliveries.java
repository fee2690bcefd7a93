package io.snodo.hub.delivery;

import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What is held up on the way out, without what it says: across all members for the hub's operator, and for a member's
 * administrator what the database shows his member.
 */
@Component
public class Deliveries {
    private final JdbcClient database;
    private final Lanes lanes;
    private final DeliverySettings settings;
    private final Clock clock;

    Deliveries(JdbcClient database, Lanes lanes, DeliverySettings settings, Clock clock) {
        this.database = database;
        this.lanes = lanes;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * One member's way out.
     *
     * @param oldest since when the oldest of what waits has waited
     * @param unconfirmed put on its address and not confirmed within the time expected
     */
    public record LaneState(
            MemberCode recipient, long waiting, @Nullable Instant oldest, long unconfirmed, long parked) {}

    /** Where a delivery is held. */
    public enum State {
        /** In the database, for its turn or after a failure. */
        PENDING,
        /** On the member's address, not confirmed within the time expected. */
        PUT,
        /** Given up after too many attempts, until somebody sends it again. */
        PARKED
    }

    public record Held(
            long id,
            MemberCode recipient,
            MemberCode sender,
            UUID message,
            @Nullable TicketNumber ticket,
            String type,
            State state,
            int attempts,
            @Nullable String cause,
            Instant since) {}

    /** Members with something waiting, unconfirmed or parked. */
    public List<LaneState> lanes() {
        return database.sql(
                        "select * from delivery_lanes(?) where waiting + unconfirmed + parked > 0 order by recipient")
                .param(confirmedBy())
                .query((row, _) -> new LaneState(
                        new MemberCode(row.getString("recipient")),
                        row.getLong("waiting"),
                        Optional.ofNullable(row.getTimestamp("oldest"))
                                .map(Timestamp::toInstant)
                                .orElse(null),
                        row.getLong("unconfirmed"),
                        row.getLong("parked")))
                .list();
    }

    /** At most {@code most} of each state, all together oldest first. */
    public List<Held> held(int most) {
        return database.sql("select * from deliveries_held(?, ?)")
                .params(confirmedBy(), most)
                .query((row, _) -> held(row))
                .list();
    }

    /**
     * What {@code member} has sent or is to receive that waits or is not confirmed, at most {@code most} of each: looked for
     * as the member, so that what others have held up leaves none of it out.
     */
    public List<Held> waiting(MemberCode member, int most) {
        // read out before it is sorted: by id first, the planner may read through all that was ever sent
        return CurrentTenant.during(
                member,
                () -> database.sql("""
                        with pending as materialized (select * from delivery where state = 'pending'),
                             unconfirmed as materialized (
                                 select * from delivery
                                 where state = 'put' and l2_at is null and refusal is null and put_at <= ?)
                        select d.id, d.recipient, d.sender, d.message, d.ticket, m.type, d.state, d.attempts, d.cause,
                               coalesce(d.put_at, m.recorded_at) as since
                        from ((select * from pending order by id limit ?)
                              union all
                              (select * from unconfirmed order by put_at limit ?)) d
                             cross join lateral (select k.type, k.recorded_at from message k
                                                 where k.sender = d.sender and k.id = d.message limit 1) m
                        order by d.id""")
                        .params(confirmedBy(), most, most)
                        .query((row, _) -> held(row))
                        .list());
    }

    /** Sends it on its way again, unless its recipient has confirmed it; false if there is no such delivery. */
    public boolean redeliver(long id) {
        Optional<MemberCode> recipient = database.sql("select delivery_again(?, ?) recipient")
                .params(id, Timestamp.from(clock.instant()))
                .query((row, _) ->
                        Optional.ofNullable(row.getString("recipient")).map(MemberCode::new))
                .single();
        recipient.ifPresent(lanes::again);
        return recipient.isPresent();
    }

    private Timestamp confirmedBy() {
        return Timestamp.from(clock.instant().minus(settings.confirmation()));
    }

    static Held held(ResultSet row) throws SQLException {
        return new Held(
                row.getLong("id"),
                new MemberCode(row.getString("recipient")),
                new MemberCode(row.getString("sender")),
                row.getObject("message", UUID.class),
                Optional.ofNullable(row.getString("ticket"))
                        .map(TicketNumber::new)
                        .orElse(null),
                row.getString("type"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getInt("attempts"),
                row.getString("cause"),
                row.getTimestamp("since").toInstant());
    }
}
