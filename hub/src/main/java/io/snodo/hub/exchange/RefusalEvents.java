package io.snodo.hub.exchange;

import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.refusal.RefusalCode;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What was refused and what the rules saw then, for those who ask why; each member sees what was refused to itself. */
@Component
public class RefusalEvents {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalEvents.class);
    private static final Duration KEPT = Duration.ofDays(30);
    /** A member that is wrong in a loop fills no disk, and pushes out no reasons but its own. */
    private static final int MOST_OF_A_SENDER = 20_000;

    private static final String EVENTS = "select * from refusal_event where ";

    private final JdbcTemplate template;
    private final JdbcClient database;
    private final Clock clock;

    RefusalEvents(JdbcTemplate template, Clock clock) {
        this.template = template;
        this.database = JdbcClient.create(template);
        this.clock = clock;
    }

    /**
     * One no.
     *
     * @param message absent where it could not be read, and so are its type, ticket and recipients
     * @param detail names a field or a fact, and nobody
     * @param epoch under which the sender thought that the ticket was
     * @param saw the ticket; absent where there was none that the sender may see
     */
    public record RefusalEvent(
            long id,
            Instant at,
            MemberCode sender,
            String binding,
            @Nullable UUID message,
            @Nullable String type,
            @Nullable TicketNumber ticket,
            List<MemberCode> to,
            RefusalCode code,
            @Nullable String detail,
            @Nullable Long epoch,
            @Nullable Saw saw) {}

    /** A ticket as the rules saw it. */
    public record Saw(
            String status,
            MemberCode owner,
            long epoch,
            long sequence,
            @Nullable MemberCode offeredTo) {}

    /** The newest of one message, or of one ticket. {@code reader} is a member, or the hub, which reads of all. */
    public List<RefusalEvent> of(MemberCode reader, @Nullable UUID message, @Nullable TicketNumber ticket, int most) {
        return as(
                reader,
                () -> database.sql(EVENTS + "message = ? or ticket = ? order by id desc limit ?")
                        .param(message)
                        .param(ticket == null ? null : ticket.value())
                        .param(most)
                        .query((row, _) -> event(row))
                        .list());
    }

    public Optional<RefusalEvent> one(MemberCode reader, long id) {
        return as(
                reader,
                () -> database.sql(EVENTS + "id = ?")
                        .param(id)
                        .query((row, _) -> event(row))
                        .optional());
    }

    /** The newest, of one sender where that is said. */
    public List<RefusalEvent> newest(MemberCode reader, @Nullable MemberCode sender, int most) {
        return as(
                reader,
                () -> (sender == null
                                ? database.sql(EVENTS + "true order by id desc limit ?")
                                : database.sql(EVENTS + "sender = ? order by id desc limit ?")
                                        .param(sender.value()))
                        .param(most)
                        .query((row, _) -> event(row))
                        .list());
    }

    /** How many since then, by code, at all nodes. */
    public Map<String, Long> counts(MemberCode reader, Instant since) {
        return as(reader, () -> {
            Map<String, Long> counts = new TreeMap<>();
            database.sql("select code, count(*) as refused from refusal_event where at >= ? group by code")
                    .param(Timestamp.from(since))
                    .query(row -> {
                        counts.put(row.getString("code"), row.getLong("refused"));
                    });
            return counts;
        });
    }

    /** What a message is refused for again, because it comes again, is one no. */
    void add(List<RefusalEvent> events) {
        CurrentTenant.run(
                MemberCode.HUB,
                () -> template.batchUpdate("""
                        insert into refusal_event (at, sender, binding, message, type, ticket, recipients, code, detail, epoch,
                            saw_status, saw_owner, saw_epoch, saw_sequence, saw_offered_to)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""", events, events.size(), (row, event) -> {
                    Saw saw = event.saw();
                    TicketNumber ticket = event.ticket();
                    Object[] values = {
                        Timestamp.from(event.at()),
                        event.sender().value(),
                        event.binding(),
                        event.message(),
                        event.type(),
                        ticket == null ? null : ticket.value(),
                        event.to().stream().map(MemberCode::value).toArray(String[]::new),
                        event.code().wire(),
                        event.detail(),
                        event.epoch(),
                        saw == null ? null : saw.status(),
                        saw == null ? null : saw.owner().value(),
                        saw == null ? null : saw.epoch(),
                        saw == null ? null : saw.sequence(),
                        saw == null || saw.offeredTo() == null
                                ? null
                                : saw.offeredTo().value()
                    };
                    for (int i = 0; i < values.length; i++) {
                        row.setObject(i + 1, values[i]);
                    }
                }));
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
    public void forget() {
        try {
            CurrentTenant.run(
                    MemberCode.HUB,
                    () -> database.sql("""
                            delete from refusal_event
                            where at < ? or id in (
                                select id from (select id, row_number() over (partition by sender order by id desc) as nth
                                                from refusal_event) newest
                                where nth > ?)""")
                            .params(Timestamp.from(clock.instant().minus(KEPT)), MOST_OF_A_SENDER)
                            .update());
        } catch (DataAccessException e) {
            LOG.warn("old refusals not forgotten, trying again cause={}", Fault.of(e));
        }
    }

    private static <T> T as(MemberCode reader, Supplier<T> look) {
        return CurrentTenant.during(reader, look);
    }

    private static RefusalEvent event(ResultSet row) throws SQLException {
        @Nullable String ticket = row.getString("ticket");
        @Nullable String type = row.getString("type");
        @Nullable String detail = row.getString("detail");
        Array to = row.getArray("recipients");
        return new RefusalEvent(
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                new MemberCode(row.getString("sender")),
                row.getString("binding"),
                row.getObject("message", UUID.class),
                type,
                ticket == null ? null : new TicketNumber(ticket),
                List.of((String[]) to.getArray()).stream().map(MemberCode::new).toList(),
                RefusalCode.valueOf(row.getString("code").toUpperCase(Locale.ROOT)),
                detail,
                row.getObject("epoch", Long.class),
                saw(row));
    }

    private static @Nullable Saw saw(ResultSet row) throws SQLException {
        @Nullable String status = row.getString("saw_status");
        @Nullable String offeredTo = row.getString("saw_offered_to");
        return status == null
                ? null
                : new Saw(
                        status,
                        new MemberCode(row.getString("saw_owner")),
                        row.getLong("saw_epoch"),
                        row.getLong("saw_sequence"),
                        offeredTo == null ? null : new MemberCode(offeredTo));
    }
}
