package io.snodo.spoke.load;

import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.MessageType.Subject;
import io.snodo.messages.body.Body;
import io.snodo.messages.body.OverflowStart;
import io.snodo.messages.body.OverflowStop;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.refusal.Problem;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.spoke.link.Addressee;
import io.snodo.spoke.link.Answer;
import io.snodo.spoke.link.Link;
import io.snodo.spoke.link.RegistryCopy;
import io.snodo.spoke.tenant.Tenant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The help that is on offer to us, and that we give. What the hub began it ends; but nobody is sent to a helper on a word
 * that has grown old, so an offer is not shown while the hub has been out of reach for long, or after {@link #LONGEST}.
 */
@Component
public class Help implements Addressee {
    /** As long as the hub itself trusts a queue's state. */
    static final Duration TRUST_WITHOUT_HUB = Duration.ofSeconds(90);

    static final Duration LONGEST = Duration.ofHours(12);

    private final JdbcClient jdbc;
    private final MemberCode me;
    private final RegistryCopy registry;
    private final Link link;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Help(
            JdbcClient jdbc,
            Tenant tenant,
            RegistryCopy registry,
            Link link,
            Clock clock,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.me = tenant.member();
        this.registry = registry;
        this.link = link;
        this.clock = clock;
        this.events = events;
    }

    /** Who helps us now. */
    public List<Episode> onOffer() {
        return open("busy");
    }

    /** Who helps us now with questions of {@code category}: by the hub's choice, or by what the helper's agreement lends. */
    public Optional<Episode> onOffer(String category) {
        return onOffer().stream()
                .filter(e -> e.skill().equals(category) || registry.lends(e.helper(), me, category, clock.instant()))
                .findFirst();
    }

    /** Whom we help now. */
    public List<Episode> given() {
        return open("helper");
    }

    private List<Episode> open(String role) {
        Instant now = clock.instant();
        if (!link.isConnected() && link.since().plus(TRUST_WITHOUT_HUB).isBefore(now)) {
            return List.of();
        }
        return jdbc.sql("select * from help where ended_at is null and started_at > ? and " + role
                        + " = ? order by started_at")
                .params(now.minus(LONGEST).toEpochMilli(), me.value())
                .query(Help::episode)
                .list();
    }

    @Override
    public Subject subject() {
        return Subject.OVERFLOW;
    }

    @Override
    public Answer deliver(Message message, Record record) {
        if (!message.from().equals(MemberCode.HUB)) {
            // the hub alone gives episodes their ids
            return new Answer.Rejected(RefusalCode.HUB_ONLY);
        }
        Body content = message.content();
        if (content instanceof OverflowStart start) {
            return begin(start, record);
        }
        return content instanceof OverflowStop stop ? end(stop, record) : new Answer.Rejected(RefusalCode.TYPE_UNKNOWN);
    }

    private Answer begin(OverflowStart start, Record record) {
        // its end may have come before it: then there is a row already, and it stays ended
        jdbc.sql("""
                        insert into help (episode, busy, helper, queue, skill, why, started_at) values (?, ?, ?, ?, ?, ?, ?)
                        on conflict (episode) do nothing""")
                .params(
                        start.episode().toString(),
                        start.busy().value(),
                        start.helper().value(),
                        start.queue(),
                        start.skill(),
                        start.why(),
                        record.recordedAt().toEpochMilli())
                .update();
        events.publishEvent(new HelpChanged());
        return new Answer.Taken();
    }

    private Answer end(OverflowStop stop, Record record) {
        long at = record.recordedAt().toEpochMilli();
        jdbc.sql("""
                        insert into help (episode, busy, helper, queue, skill, why, started_at, ended_at, end_why)
                        values (?, ?, ?, ?, '', '', ?, ?, ?)
                        on conflict (episode) do update set ended_at = excluded.ended_at, end_why = excluded.end_why
                        where help.ended_at is null""")
                .params(
                        stop.episode().toString(),
                        stop.busy().value(),
                        stop.helper().value(),
                        stop.queue(),
                        at,
                        at,
                        stop.why())
                .update();
        events.publishEvent(new HelpChanged());
        return new Answer.Taken();
    }

    @Override
    public void recorded(Message own, Record record) {
        // queue states are told, not kept: nothing waits for this
    }

    @Override
    public void refused(Message own, Problem problem) {
        // the next state is on its way already
    }

    private static Episode episode(ResultSet row, int number) throws SQLException {
        return new Episode(
                UUID.fromString(row.getString("episode")),
                new MemberCode(row.getString("busy")),
                new MemberCode(row.getString("helper")),
                row.getString("queue"),
                row.getString("skill"),
                row.getString("why"),
                Instant.ofEpochMilli(row.getLong("started_at")));
    }
}
