package io.snodo.spoke.link;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What of the outbox is to be sent now: of each lane the first that the hub has not answered, so that order is kept. */
final class Sending {
    private final JdbcClient jdbc;
    private final Patience patience;

    Sending(JdbcClient jdbc, Patience patience) {
        this.jdbc = jdbc;
        this.patience = patience;
    }

    List<OutgoingMessage> due(long now, int limit) {
        return jdbc.sql("""
                        select message, jws from outbox o
                        where state in ('waiting', 'sent') and next_try <= ? and not exists (
                            select 1 from outbox p
                            where p.lane = o.lane and p.state in ('waiting', 'sent') and p.position < o.position)
                        order by position limit ?""")
                .params(now, limit)
                .query((row, _) -> new OutgoingMessage(UUID.fromString(row.getString("message")), row.getString("jws")))
                .list();
    }

    /** The broker has them; if the hub does not answer in time they are sent again. */
    void handedOver(Collection<UUID> messages, long now) {
        for (UUID message : messages) {
            int attempts = jdbc.sql("""
                            update outbox set state = 'sent', attempts = attempts + 1
                            where message = ? and state in ('waiting', 'sent') returning attempts""")
                    .param(message.toString())
                    .query(Integer.class)
                    .optional()
                    .orElse(0);
            if (attempts > 0) {
                jdbc.sql("update outbox set next_try = ? where message = ?")
                        .params(now + patience.beforeTry(attempts).toMillis(), message.toString())
                        .update();
            }
        }
    }

    /** The line is new: what was sent and not answered may have been lost with the old one. */
    void again(long now) {
        jdbc.sql("update outbox set next_try = ? where state in ('waiting', 'sent')")
                .param(now)
                .update();
    }
}
