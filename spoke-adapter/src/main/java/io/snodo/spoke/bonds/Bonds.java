package io.snodo.spoke.bonds;

import io.snodo.messages.TicketNumber;
import io.snodo.spoke.bonds.Bond.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All bonds and what became of them; every change joins the caller's transaction. */
@Component
public class Bonds {
    private final JdbcClient jdbc;
    private final Clock clock;

    public Bonds(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Binds a ticket to a local case; nothing changes if it is, or was to its end, bound to that one already. */
    public void tie(TicketNumber ticket, String system, String localId) {
        boolean tied = of(ticket, system)
                .filter(bond -> bond.state() != State.BROKEN && bond.localId().equals(localId))
                .isPresent();
        if (!tied) {
            put(ticket, system, localId, State.BOUND, null);
        }
    }

    /** Notes that the bond no longer holds, or is over. */
    public void change(TicketNumber ticket, String system, State state, String cause) {
        Bond bond = of(ticket, system)
                .orElseThrow(() -> new IllegalArgumentException("no bond of " + ticket + " in " + system));
        if (bond.state() != state) {
            put(ticket, system, bond.localId(), state, cause);
        }
    }

    public Optional<Bond> of(TicketNumber ticket, String system) {
        return jdbc.sql("select * from bond where ticket = ? and system = ?")
                .params(ticket.value(), system)
                .query(Bonds::bond)
                .optional();
    }

    public Optional<Bond> ofLocal(String system, String localId) {
        return jdbc.sql("select * from bond where system = ? and local_id = ?")
                .params(system, localId)
                .query(Bonds::bond)
                .optional();
    }

    /** Oldest first. */
    public List<Bond.Event> history(TicketNumber ticket, String system) {
        return jdbc.sql("select * from bond_event where ticket = ? and system = ? order by position")
                .params(ticket.value(), system)
                .query((row, _) -> new Bond.Event(
                        State.ofWire(row.getString("state")),
                        row.getString("local_id"),
                        row.getString("cause"),
                        Instant.ofEpochMilli(row.getLong("at"))))
                .list();
    }

    private void put(TicketNumber ticket, String system, String localId, State state, @Nullable String cause) {
        long now = clock.millis();
        jdbc.sql("""
                        insert into bond (ticket, system, local_id, state, since) values (?, ?, ?, ?, ?)
                        on conflict (ticket, system) do update
                        set local_id = excluded.local_id, state = excluded.state, since = excluded.since""").params(ticket.value(), system, localId, state.wire(), now).update();
        jdbc.sql("insert into bond_event (ticket, system, local_id, state, cause, at) values (?, ?, ?, ?, ?, ?)")
                .params(ticket.value(), system, localId, state.wire())
                .param(cause)
                .param(now)
                .update();
    }

    private static Bond bond(ResultSet row, int number) throws SQLException {
        return new Bond(
                new TicketNumber(row.getString("ticket")),
                row.getString("system"),
                row.getString("local_id"),
                State.ofWire(row.getString("state")),
                Instant.ofEpochMilli(row.getLong("since")));
    }
}
