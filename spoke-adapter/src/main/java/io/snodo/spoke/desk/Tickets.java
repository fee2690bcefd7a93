package io.snodo.spoke.desk;

import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.spoke.store.Order;
import io.snodo.spoke.store.Page;
import io.snodo.spoke.store.Place;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tickets that concern this member, and what was said about them: what the pages and the acts look at. */
@Repository
public class Tickets {
    private static final Order MOST_URGENT = Order.rising("coalesce(deadline, 0)", "number");
    private static final Order DUE_FIRST = Order.rising("coalesce(due, 253402300800000)", "number");
    private static final Order LATEST = Order.falling("changed_at", "number");

    private static final String FINAL = "('closed', 'cancelled', 'merged')";
    private static final String OFFERED = "ticket where offered_to = ?";
    private static final String REFUSED = "ticket_event where standing = 'refused' and seen_at is null";
    private static final String HELD = "ticket where owner = ? and status not in " + FINAL
            + " and not exists (select 1 from ticket_event e where e.ticket = number"
            + " and e.type = 'ticket.open' and e.standing = 'refused')";
    private static final String OPENED = "ticket where originator = ? and owner <> ? and status not in " + FINAL;
    private static final String OTHERS = "ticket where (status in " + FINAL
            + " or (owner <> ? and coalesce(originator, '') <> ?)) and coalesce(offered_to, '') <> ?";
    /** The same as {@link Timeline#cameBack}, said to the database. */
    private static final String CAME_BACK = HELD + """
             and (select e.type from ticket_event e
                  where e.ticket = number and e.standing = 'recorded'
                    and (e.type like 'handover.%' or e.type in ('status.set', 'info.request', 'info.answer',
                                                                'ticket.resolve', 'ticket.confirm', 'ticket.reopen',
                                                                'ticket.close', 'ticket.cancel', 'ticket.merge',
                                                                'ticket.unmerge'))
                  order by e.sequence desc limit 1) in ('handover.reject', 'handover.expire')""";

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
                        order by case standing when 'recorded' then sequence else 1e15 end, at, by_member, message""").param(number.value()).query(TicketRows::event).list());
    }

    /** Those that wait for {@code me} to say yes or no, the most urgent first. */
    public Page<Ticket> offeredTo(MemberCode me, Place place) {
        return page(MOST_URGENT, OFFERED, place, me);
    }

    public int countOfferedTo(MemberCode me) {
        return count(OFFERED, me);
    }

    /** Those {@code me} holds, the ones due first at the top. */
    public Page<Ticket> heldBy(MemberCode me, Place place) {
        return page(DUE_FIRST, HELD, place, me);
    }

    public int countHeldBy(MemberCode me) {
        return count(HELD, me);
    }

    /** Of those {@code me} holds the ones that an offer has brought back: nobody has done anything with them since. */
    public Page<Ticket> cameBackTo(MemberCode me, Place place) {
        return page(DUE_FIRST, CAME_BACK, place, me);
    }

    /** Those {@code me} opened for a citizen and somebody else holds. */
    public Page<Ticket> openedBy(MemberCode me, Place place) {
        return page(LATEST, OPENED, place, me, me);
    }

    public int countOpenedBy(MemberCode me) {
        return count(OPENED, me, me);
    }

    /** Those that {@code me} neither holds nor opened, or that are over; the latest first. */
    public Page<Ticket> others(MemberCode me, Place place) {
        return page(LATEST, OTHERS, place, me, me, me);
    }

    /** What another said. */
    record Unseen(UUID message, MemberCode by) {}

    /** What others said about a ticket since an operator of {@code me} last had it open. */
    List<Unseen> unseen(TicketNumber number, MemberCode me) {
        return jdbc.sql("select message, by_member from ticket_event where ticket = ? and by_member <> ?"
                        + " and standing = 'recorded' and seen_at is null")
                .params(number.value(), me.value())
                .query((row, _) -> new Unseen(
                        UUID.fromString(row.getString("message")), new MemberCode(row.getString("by_member"))))
                .list();
    }

    /** What the hub refused and no operator has marked as seen, the oldest first; at most a page of it. */
    public List<TicketEvent> refusedUnseen() {
        return jdbc.sql("select * from " + REFUSED + " order by at, message limit ?")
                .param(Page.SIZE)
                .query(TicketRows::event)
                .list();
    }

    public int countRefusedUnseen() {
        return count(REFUSED);
    }

    private Page<Ticket> page(Order order, String which, Place place, MemberCode... members) {
        return order.page(jdbc, which, codes(members), TicketRows::ticket, place);
    }

    private int count(String which, MemberCode... members) {
        return jdbc.sql("select count(*) from " + which)
                .params(codes(members))
                .query(Integer.class)
                .single();
    }

    private static List<String> codes(MemberCode... members) {
        return Arrays.stream(members).map(MemberCode::value).toList();
    }
}
