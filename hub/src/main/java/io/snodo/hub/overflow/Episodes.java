package io.snodo.hub.overflow;

import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.MessageIds;
import io.snodo.messages.MessageType;
import io.snodo.messages.body.OverflowStart;
import io.snodo.messages.body.OverflowStop;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/**
 * Who helped whom and who does now. Ids and times of the messages about it are kept with it, so that a message said
 * again after a crash is the same message, and the exchange answers it with the same stamp.
 */
@Component
class Episodes {
    private static final int MOST_TOLD = 200;
    private static final TypeReference<List<Considered>> CONSIDERED = new TypeReference<>() {};

    private final JdbcClient database;
    private final Clock clock;

    Episodes(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Nothing happens where another node of the hub has opened the same help at the same moment. */
    void start(Step.Start start) {
        database.sql("""
                        insert into help_episode (id, busy, helper, queue, skill, started_at, start_message, stop_message,
                            waiting, high, considered)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
                        on conflict (busy, queue, helper) where ended_at is null do nothing
                        """)
                .params(
                        MessageIds.next(clock),
                        start.busy().value(),
                        start.helper().value(),
                        start.queue(),
                        start.skill(),
                        Timestamp.from(now()),
                        MessageIds.next(clock),
                        MessageIds.next(clock),
                        start.reading().waiting(),
                        start.reading().high(),
                        Json.MAPPER.writeValueAsString(
                                start.considered().stream().limit(MOST_TOLD).toList()))
                .update();
    }

    /** Why that one, as it was decided; empty for an unknown one, and for one from before this was taken down. */
    Optional<Choice> choice(UUID episode) {
        return database.sql("select * from help_episode where id = ? and considered is not null")
                .param(episode)
                .query((row, _) -> new Choice(
                        episode(row),
                        row.getInt("waiting"),
                        row.getInt("high"),
                        Json.MAPPER.readValue(row.getString("considered"), CONSIDERED)))
                .optional();
    }

    void stop(Step.Stop stop) {
        database.sql("update help_episode set ended_at = ?, why = ? where id = ? and ended_at is null")
                .params(Timestamp.from(now()), stop.why().name(), stop.episode().id())
                .update();
    }

    /** The open ones, and those that ended at or after {@code since}; newest first. */
    List<Episode> since(Instant since) {
        return database.sql("""
                        select * from help_episode where ended_at is null or ended_at >= ?
                        order by started_at desc, id desc
                        """)
                .param(Timestamp.from(since))
                .query((row, _) -> episode(row))
                .list();
    }

    /** How many times each helper has begun to help at or after {@code since}. */
    Map<MemberCode, Integer> begunSince(Instant since) {
        Map<MemberCode, Integer> begun = new HashMap<>();
        database.sql("select helper, count(*) as times from help_episode where started_at >= ? group by helper")
                .param(Timestamp.from(since))
                .query(row -> {
                    begun.put(new MemberCode(row.getString("helper")), row.getInt("times"));
                });
        return begun;
    }

    /** What has not been said yet, starts before stops. */
    List<Message> unsaid() {
        List<Message> unsaid = new ArrayList<>();
        database.sql("""
                        select * from help_episode
                        where not start_said or (ended_at is not null and not stop_said) order by started_at, id
                        """).query(row -> {
            Episode episode = episode(row);
            if (!row.getBoolean("start_said")) {
                unsaid.add(start(episode, row.getObject("start_message", UUID.class)));
            }
            if (episode.end() != null) {
                unsaid.add(stop(episode, episode.end(), row.getObject("stop_message", UUID.class)));
            }
        });
        return unsaid;
    }

    void said(UUID message) {
        database.sql("""
                        update help_episode set start_said = start_said or start_message = :message,
                                                stop_said = stop_said or stop_message = :message
                        where start_message = :message or stop_message = :message
                        """).param("message", message).update();
    }

    private static Message start(Episode e, UUID id) {
        String why = "%s has more contacts waiting than it can take; %s lends operators for %s"
                .formatted(e.busy(), e.helper(), e.skill());
        return message(
                id,
                MessageType.OVERFLOW_START,
                e,
                e.startedAt(),
                new OverflowStart(e.id(), e.busy(), e.helper(), e.queue(), e.skill(), why));
    }

    private static Message stop(Episode e, Episode.End end, UUID id) {
        return message(
                id,
                MessageType.OVERFLOW_STOP,
                e,
                end.at(),
                new OverflowStop(
                        e.id(), e.busy(), e.helper(), e.queue(), end.why().sentence()));
    }

    private static Message message(UUID id, MessageType type, Episode e, Instant at, io.snodo.messages.body.Body body) {
        return new Message(
                Message.VERSION,
                id,
                type.wire(),
                MemberCode.HUB,
                List.of(e.busy(), e.helper()),
                null,
                0,
                at,
                List.of(),
                false,
                null,
                Json.MAPPER.valueToTree(body));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS); // as the database keeps it, and the message repeats it
    }

    private static Episode episode(ResultSet row) throws SQLException {
        @Nullable Timestamp ended = row.getTimestamp("ended_at");
        return new Episode(
                row.getObject("id", UUID.class),
                new MemberCode(row.getString("busy")),
                new MemberCode(row.getString("helper")),
                row.getString("queue"),
                row.getString("skill"),
                row.getTimestamp("started_at").toInstant(),
                ended == null ? null : new Episode.End(ended.toInstant(), Episode.Why.valueOf(row.getString("why"))));
    }
}
