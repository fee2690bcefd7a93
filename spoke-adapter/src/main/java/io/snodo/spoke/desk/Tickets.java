package io.snodo.spoke.desk;

import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tickets that concern this member, and what was said about them: what the pages and the acts look at. */
@Repository
public class Tickets {
    private static final String FINAL = "('closed', 'cancelled')";

    private final JdbcClient jdbc;

    Tickets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Ticket> find(TicketNumber number) {
        return jdbc.sql("select * from ticket where number = ?")
                .param(number.value())
                .query(TicketRows::ticket)
                .optional();
    }

    public Timeline timeline(TicketNumber number) {
        return new Timeline(
                jdbc.sql("""
                        select * from ticket_event where ticket = ?
                        order by case standing when 'recorded' then sequence else 1e15 end, at, message""").param(number.value()).query(TicketRows::event).list());
    }

    /** Those that wait for {@code me} to say yes or no, the most urgent first. */
    public List<Ticket> offeredTo(MemberCode me) {
        return jdbc.sql("select * from ticket where offered_to = ? order by deadline")
                .param(me.value())
                .query(TicketRows::ticket)
                .list();
    }

    public int countOfferedTo(MemberCode me) {
        return jdbc.sql("select count(*) from ticket where offered_to = ?")
                .param(me.value())
                .query(Integer.class)
                .single();
    }

    /** Those {@code me} holds, the ones due first at the top. */
    public List<Ticket> heldBy(MemberCode me) {
        return jdbc.sql("select * from ticket where owner = ? and status not in " + FINAL
                        + " and not exists (select 1 from ticket_event e where e.ticket = number"
                        + " and e.type = 'ticket.open' and e.standing = 'refused') order by due is null, due, number")
                .param(me.value())
                .query(TicketRows::ticket)
                .list();
    }

    /** Those {@code me} opened for a citizen and somebody else holds. */
    public List<Ticket> openedBy(MemberCode me) {
        return jdbc.sql("select * from ticket where originator = ? and owner <> ? and status not in " + FINAL
                        + " order by changed_at desc")
                .params(me.value(), me.value())
                .query(TicketRows::ticket)
                .list();
    }

    /** Those that {@code me} neither holds nor opened, or that are over; the latest first. */
    public List<Ticket> others(MemberCode me, int limit) {
        return jdbc.sql("select * from ticket where (status in " + FINAL
                        + " or (owner <> :me and coalesce(originator, '') <> :me)) and coalesce(offered_to, '') <> :me"
                        + " order by changed_at desc limit :limit")
                .param("me", me.value())
                .param("limit", limit)
                .query(TicketRows::ticket)
                .list();
    }

    /** What the hub refused and no operator has marked as seen. */
    public List<TicketEvent> refusedUnseen() {
        return jdbc.sql("select * from ticket_event where standing = 'refused' and seen_at is null order by at")
                .query(TicketRows::event)
                .list();
    }
}
