package io.snodo.hub.federation;

import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.refusal.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What goes on to other hubs, and what they have said of it; each row is written as its sender. */
@Component
class Passings {
    private final JdbcClient database;
    private final Clock clock;

    Passings(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** One that waits to be passed on, in the order in which it was said. */
    record Waiting(MemberCode sender, UUID message, String jws, int attempts) {}

    /**
     * One hub's lane.
     *
     * @param oldest since when the oldest of what waits has waited
     * @param cause why it does
     */
    record LaneState(
            MemberCode hub,
            long waiting,
            @Nullable Instant oldest,
            long parked,
            @Nullable String cause) {}

    List<Waiting> next(MemberCode hub, int most) {
        return database.sql("select sender, message, jws, attempts from passing_next(?, ?, ?)")
                .params(hub.value(), most, Timestamp.from(clock.instant()))
                .query((row, _) -> new Waiting(
                        new MemberCode(row.getString("sender")),
                        row.getObject("message", UUID.class),
                        row.getString("jws"),
                        row.getInt("attempts")))
                .list();
    }

    List<LaneState> lanes() {
        return database.sql("select * from passing_lanes()")
                .query((row, _) -> {
                    @Nullable Timestamp oldest = row.getTimestamp("oldest");
                    return new LaneState(
                            new MemberCode(row.getString("hub")),
                            row.getLong("waiting"),
                            oldest == null ? null : oldest.toInstant(),
                            row.getLong("parked"),
                            row.getString("cause"));
                })
                .list();
    }

    /** Of one hub, where that is said. */
    List<Neighbour.AtFault> parked(@Nullable MemberCode hub, long past, int most) {
        return database.sql("select * from passing_parked(?, ?, ?)")
                .param(hub == null ? null : hub.value())
                .param(past)
                .param(most)
                .query((row, _) -> new Neighbour.AtFault(
                        row.getLong("id"),
                        new MemberCode(row.getString("hub")),
                        new MemberCode(row.getString("sender")),
                        row.getObject("message", UUID.class),
                        row.getString("ticket"),
                        row.getInt("attempts"),
                        row.getString("cause"),
                        row.getTimestamp("passed_at").toInstant()))
                .list();
    }

    /** Which of them were parked, and their senders. */
    Map<Long, MemberCode> unpark(List<Long> ids) {
        Map<Long, MemberCode> again = new HashMap<>();
        database.sql("select * from passing_unparked(?)")
                .param(ids.toArray(Long[]::new))
                .query(row -> {
                    again.put(row.getLong("id"), new MemberCode(row.getString("sender")));
                });
        return again;
    }

    void stamped(MemberCode hub, Waiting passed, Stamp stamp) {
        ended(hub, passed, "stamped", Json.MAPPER.writeValueAsString(stamp), null);
    }

    void refused(MemberCode hub, Waiting passed, Refusal refusal) {
        ended(hub, passed, "refused", null, refusal);
    }

    void kept(MemberCode hub, Waiting passed) {
        ended(hub, passed, "kept", null, null);
    }

    private void ended(
            MemberCode hub, Waiting passed, String state, @Nullable String stamp, @Nullable Refusal refusal) {
        CurrentTenant.run(
                passed.sender(),
                () -> database.sql("""
                        update passing set state = :state, stamp = :stamp, code = :code, detail = :detail, cause = null,
                            answered_at = :now
                        where sender = :sender and message = :message and hub = :hub""")
                        .param("state", state)
                        .param("stamp", stamp)
                        .param("code", refusal == null ? null : refusal.code().name())
                        .param("detail", refusal == null ? null : refusal.detail())
                        .param("now", Timestamp.from(clock.instant()))
                        .param("sender", passed.sender().value())
                        .param("message", passed.message())
                        .param("hub", hub.value())
                        .update());
    }

    /** Whether {@code message} is one that {@code sender} has said and that went to {@code hub}. */
    boolean isOf(MemberCode hub, MemberCode sender, UUID message) {
        return CurrentTenant.during(
                sender,
                () -> database.sql("select exists (select from passing where sender = ? and message = ? and hub = ?)")
                        .params(sender.value(), message, hub.value())
                        .query(Boolean.class)
                        .single());
    }

    /** Its sender has to wait, and with it all that the sender has said after it; nobody else does. */
    void pauses(MemberCode hub, Waiting passed, String cause, Duration pause) {
        CurrentTenant.run(
                passed.sender(),
                () -> database.sql("""
                        update passing set cause = ?, not_before = ?
                        where sender = ? and message = ? and hub = ? and state = 'pending'""")
                        .params(
                                cause,
                                Timestamp.from(clock.instant().plus(pause)),
                                passed.sender().value(),
                                passed.message(),
                                hub.value())
                        .update());
    }

    /** Says why it waits; for people, and for its sender who asks by saying it again. */
    void waits(MemberCode hub, Waiting passed, String cause) {
        CurrentTenant.run(
                passed.sender(),
                () -> database.sql(
                                "update passing set cause = ? where sender = ? and message = ? and hub = ? and cause is distinct from ?")
                        .params(cause, passed.sender().value(), passed.message(), hub.value(), cause)
                        .update());
    }

    /** Counts an attempt that failed by its own fault; from the {@code most}th on it is parked. */
    void failed(MemberCode hub, Waiting passed, String cause, int most) {
        CurrentTenant.run(
                passed.sender(),
                () -> database.sql("""
                        update passing set attempts = attempts + 1, cause = :cause,
                            state = case when attempts + 1 >= :most then 'parked' else state end
                        where sender = :sender and message = :message and hub = :hub and state = 'pending'""")
                        .param("cause", cause)
                        .param("most", most)
                        .param("sender", passed.sender().value())
                        .param("message", passed.message())
                        .param("hub", hub.value())
                        .update());
    }

    void forget(Instant before) {
        database.sql("select passing_forgotten(?)")
                .param(Timestamp.from(before))
                .query(Long.class)
                .single();
    }
}
