package io.snodo.hub.sealing;

import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.MemberCode;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The octets that messages came in which the hub has sealed; of each message the first, for good. */
@Component
class Originals {
    /** What has not become a message by then will not. */
    private static final Duration UNUSED = Duration.ofDays(30);

    private final JdbcClient database;
    private final Clock clock;

    Originals(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * What is kept of a message.
     *
     * @param digest of the octets that it came in first
     * @param recorded how it was sealed then, if it has become a message and says the same now
     */
    record Kept(String digest, Optional<String> recorded) {}

    /**
     * Keeps it, if it is the first of that message; nothing if what is kept said something else ({@code said} is a digest
     * of what it says) and has become no message, so that nobody else would find out.
     */
    Optional<Kept> keep(MemberCode member, UUID message, byte[] octets, String digest, String said) {
        return CurrentTenant.during(member, () -> {
            database.sql("""
                            insert into original (member, message, digest, said, octets, came_at) values (?, ?, ?, ?, ?, ?)
                            on conflict do nothing""")
                    .params(member.value(), message, digest, said, octets, Timestamp.from(clock.instant()))
                    .update();
            return database.sql("""
                            select o.digest, case when o.said = :said then m.jws end as recorded
                            from original o left join message m on m.sender = o.member and m.id = o.message
                            where o.member = :member and o.message = :message and (o.said = :said or m.id is not null)""")
                    .param("said", said)
                    .param("member", member.value())
                    .param("message", message)
                    .query((row, _) ->
                            new Kept(row.getString("digest"), Optional.ofNullable(row.getString("recorded"))))
                    .optional();
        });
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT2M")
    void forgetUnused() {
        database.sql("select originals_forgotten(?)")
                .param(Timestamp.from(clock.instant().minus(UNUSED)))
                .query(Long.class)
                .single();
    }
}
