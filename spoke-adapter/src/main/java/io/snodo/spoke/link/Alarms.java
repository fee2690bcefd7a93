package io.snodo.spoke.link;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Complains about answers that fail to come: again and again, at growing distances, and not only once. */
final class Alarms {
    private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);

    private record Overdue(String message, @Nullable String ticket, String state, int alarms) {}

    private final JdbcClient jdbc;
    private final Patience patience;

    Alarms(JdbcClient jdbc, Patience patience) {
        this.jdbc = jdbc;
        this.patience = patience;
    }

    /** How many were raised. Joins the caller's transaction. */
    int raise(long now) {
        List<Overdue> overdue = jdbc.sql(
                        "select message, ticket, state, alarms from outbox where next_alarm <= ? limit 200")
                .param(now)
                .query((row, _) -> new Overdue(
                        row.getString("message"),
                        row.getString("ticket"),
                        row.getString("state"),
                        row.getInt("alarms")))
                .list();
        for (Overdue late : overdue) {
            int alarm = late.alarms() + 1;
            LOG.warn(
                    "answer overdue ticket={} message={} state={} attempt={}",
                    late.ticket(),
                    late.message(),
                    late.state(),
                    alarm);
            jdbc.sql("update outbox set alarms = ?, next_alarm = ? where message = ?")
                    .params(alarm, now + patience.beforeAlarm(alarm).toMillis(), late.message())
                    .update();
        }
        return overdue.size();
    }
}
