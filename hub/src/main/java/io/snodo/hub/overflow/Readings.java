package io.snodo.hub.overflow;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.QueueState;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The latest word on each queue. A member writes its own; the hub reads all; a member that asks sees its own. */
@Component
class Readings {
    private final JdbcClient database;

    Readings(JdbcClient database) {
        this.database = database;
    }

    void keep(MemberCode member, QueueState state, Instant receivedAt) {
        database.sql("""
                        insert into queue_reading (member, queue, waiting, operators_free, high, low, received_at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        on conflict (member, queue) do update
                            set waiting = excluded.waiting, operators_free = excluded.operators_free,
                                high = excluded.high, low = excluded.low, received_at = excluded.received_at
                        """)
                .params(
                        member.value(),
                        state.queue(),
                        state.waiting(),
                        state.operatorsFree(),
                        state.high(),
                        state.low(),
                        Timestamp.from(receivedAt))
                .update();
    }

    List<Reading> all() {
        return database.sql("select * from queue_reading order by member, queue")
                .query((row, _) -> new Reading(
                        new MemberCode(row.getString("member")),
                        row.getString("queue"),
                        row.getInt("waiting"),
                        row.getInt("operators_free"),
                        row.getInt("high"),
                        row.getInt("low"),
                        row.getTimestamp("received_at").toInstant()))
                .list();
    }
}
