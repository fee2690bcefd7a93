package io.snodo.spoke.link;

import io.snodo.messages.TicketNumber;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Mints this member's ticket numbers from a serial that never goes back. */
public class TicketNumbers {
    private final JdbcClient jdbc;
    private final String prefix;

    public TicketNumbers(JdbcClient jdbc, String prefix) {
        this.jdbc = jdbc;
        this.prefix = prefix;
    }

    /** The next number; joins the caller's transaction, so that a number is used up only with what it was made for. */
    public TicketNumber next() {
        long serial = jdbc.sql("""
                        insert into serial (name, next) values ('ticket', 1)
                        on conflict (name) do update set next = next + 1
                        returning next""").query(Long.class).single();
        return TicketNumber.mint(prefix, serial);
    }
}
