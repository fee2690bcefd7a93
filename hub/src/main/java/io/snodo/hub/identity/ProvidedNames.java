package io.snodo.hub.identity;

import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.MemberCode;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * By which names the trail knows those who come by an identity provider: the first that each came with. Where people rename
 * themselves nobody becomes two operators by it, and nobody becomes another who has gone.
 */
@Component
public class ProvidedNames {
    private static final int MOST_ALIKE = 1000;

    private final JdbcClient database;
    private final Clock clock;

    ProvidedNames(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** That of {@code subject}, who calls himself {@code claimed} now; with a number where that is another's. */
    public String of(String issuer, String subject, String claimed) {
        return CurrentTenant.during(
                MemberCode.HUB,
                () -> known(issuer, subject)
                        .orElseGet(() -> IntStream.rangeClosed(1, MOST_ALIKE)
                                .mapToObj(number -> number == 1 ? claimed : claimed + " (" + number + ")")
                                .flatMap(name -> kept(issuer, subject, name).stream())
                                .findFirst()
                                .orElseThrow(() -> new IllegalStateException("too many operators of one name"))));
    }

    private Optional<String> kept(String issuer, String subject, String name) {
        database.sql(
                        "insert into provided_name (issuer, subject, name, since) values (?, ?, ?, ?) on conflict do nothing")
                .params(issuer, subject, name, Timestamp.from(clock.instant()))
                .update();
        return known(issuer, subject);
    }

    private Optional<String> known(String issuer, String subject) {
        return database.sql("select name from provided_name where issuer = ? and subject = ?")
                .params(issuer, subject)
                .query(String.class)
                .optional();
    }
}
