package io.snodo.hub.exchange;

import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.HandoverAssign;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tickets past the hop limit, which the hub's operator places by competence; until then their owners keep them. */
@Component
public class Referrals {
    private final JdbcClient database;
    private final Exchange exchange;
    private final Clock clock;

    Referrals(JdbcClient database, Exchange exchange, Clock clock) {
        this.database = database;
        this.exchange = exchange;
        this.clock = clock;
    }

    /** One that waits; {@code visited} have passed it on, oldest first. */
    public record Waiting(
            TicketNumber ticket,
            UUID referral,
            MemberCode owner,
            List<MemberCode> visited,
            String category,
            @Nullable String territory,
            Instant since) {}

    /** Those that have waited longest first. */
    public List<Waiting> waiting(int most) {
        return database.sql("select * from tickets_referred(?)")
                .param(most)
                .query((row, _) -> waiting(row))
                .list();
    }

    /** The operator's decision, as the hub's own word; {@code with} may be the owner, who keeps it then. */
    public CompletableFuture<Decision> place(TicketNumber ticket, UUID referral, MemberCode with, String reason) {
        return exchange.say(
                Message.of(clock, MemberCode.HUB, List.of(with), ticket, 0, new HandoverAssign(referral, reason)));
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        String[] visited = (String[]) row.getArray("visited").getArray();
        return new Waiting(
                new TicketNumber(row.getString("number")),
                row.getObject("referral", UUID.class),
                new MemberCode(row.getString("owner")),
                Arrays.stream(visited).map(MemberCode::new).toList(),
                row.getString("category"),
                row.getString("territory"),
                row.getTimestamp("since").toInstant());
    }
}
