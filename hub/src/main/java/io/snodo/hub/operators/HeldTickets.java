package io.snodo.hub.operators;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.snodo.hub.identity.Office;
import io.snodo.messages.MemberCode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tickets that a member holds and that wait with it, for as long as it is suspended; never what they say. */
@Component
public class HeldTickets {
    /** As many as anybody can look at. */
    public static final int MOST = 200;

    private final JdbcClient database;

    HeldTickets(JdbcClient database) {
        this.database = database;
    }

    /** A ticket as its number and state. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record HeldTicket(
            String number,
            String status,
            String category,
            @Nullable String offeredTo,
            Instant updatedAt) {}

    /** As far as {@code asker} may see. */
    public List<HeldTicket> of(Office asker, MemberCode member) {
        return asker.sees(member) ? of(member) : List.of();
    }

    /** The longest untouched first, at most {@link #MOST}. */
    public List<HeldTicket> of(MemberCode member) {
        return database.sql("select * from tickets_held_by(?, ?)")
                .params(member.value(), MOST)
                .query((row, _) -> {
                    @Nullable String offeredTo = row.getString("offered_to");
                    return new HeldTicket(
                            row.getString("number"),
                            row.getString("status"),
                            row.getString("category"),
                            offeredTo,
                            row.getTimestamp("updated_at").toInstant());
                })
                .list();
    }
}
