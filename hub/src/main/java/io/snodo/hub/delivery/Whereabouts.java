package io.snodo.hub.delivery;

import io.snodo.hub.identity.Office;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where the deliveries of a message are, and for what they wait: for who asks why something has not arrived. */
@Component
public class Whereabouts {
    private static final int MOST = 100;

    private final JdbcClient database;
    private final DeliverySettings settings;
    private final Clock clock;

    Whereabouts(JdbcClient database, DeliverySettings settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /** Where one is. */
    public enum Place {
        /** For its turn, or until its recipient can be reached. */
        WAITS,
        /** On its recipient's address, and not yet due to be confirmed. */
        PUT,
        /** On its recipient's address, and not confirmed within the time expected. */
        UNCONFIRMED,
        /** Given up after too many attempts, until somebody sends it again. */
        PARKED,
        /** Its recipient has it. */
        ARRIVED,
        /** Its recipient has it and said no. */
        REFUSED
    }

    /** @param since when it came there */
    public record Delivery(
            long id,
            MemberCode recipient,
            MemberCode sender,
            UUID message,
            @Nullable TicketNumber ticket,
            String type,
            Place place,
            Instant since,
            Instant recordedAt,
            int attempts,
            @Nullable String cause,
            @Nullable String refusal) {}

    /** The newest of a message, or of a ticket's messages; an administrator's member sees those at whose end it stands. */
    public List<Delivery> of(Office asker, @Nullable UUID message, @Nullable TicketNumber ticket) {
        return asker.body()
                .map(member ->
                        CurrentTenant.during(member, () -> of("deliveries_about_seen(?, ?, ?)", message, ticket)))
                .orElseGet(() -> of("deliveries_about(?, ?, ?)", message, ticket));
    }

    private List<Delivery> of(String look, @Nullable UUID message, @Nullable TicketNumber ticket) {
        return database.sql("select * from " + look)
                .param(message)
                .param(ticket == null ? null : ticket.value())
                .param(MOST)
                .query((row, _) -> delivery(row))
                .list();
    }

    private Delivery delivery(ResultSet row) throws SQLException {
        @Nullable String ticket = row.getString("ticket");
        @Nullable String cause = row.getString("cause");
        @Nullable String refusal = row.getString("refusal");
        @Nullable Instant put = at(row, "put_at");
        @Nullable Instant arrived = at(row, "l2_at");
        Instant recorded = row.getTimestamp("recorded_at").toInstant();
        Place place = place(row.getString("state"), put, arrived, refusal);
        return new Delivery(
                row.getLong("id"),
                new MemberCode(row.getString("recipient")),
                new MemberCode(row.getString("sender")),
                row.getObject("message", UUID.class),
                ticket == null ? null : new TicketNumber(ticket),
                row.getString("type"),
                place,
                switch (place) {
                    case WAITS, PARKED, REFUSED -> arrived == null ? recorded : arrived;
                    case PUT, UNCONFIRMED -> put == null ? recorded : put;
                    case ARRIVED -> arrived == null ? recorded : arrived;
                },
                recorded,
                row.getInt("attempts"),
                cause,
                refusal);
    }

    private Place place(String state, @Nullable Instant put, @Nullable Instant arrived, @Nullable String refusal) {
        if (refusal != null) {
            return Place.REFUSED;
        }
        if (arrived != null) {
            return Place.ARRIVED;
        }
        return switch (state) {
            case "parked" -> Place.PARKED;
            case "put" ->
                put != null && put.isBefore(clock.instant().minus(settings.confirmation()))
                        ? Place.UNCONFIRMED
                        : Place.PUT;
            default -> Place.WAITS;
        };
    }

    private static @Nullable Instant at(ResultSet row, String column) throws SQLException {
        @Nullable Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
