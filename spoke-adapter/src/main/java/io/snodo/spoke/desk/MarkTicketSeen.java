package io.snodo.spoke.desk;

import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.spoke.link.Seen;
import io.snodo.spoke.tenant.Tenant;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** An operator has a ticket open: what others said about it has been seen, and that is told once. */
@Component
public class MarkTicketSeen {
    private final Tickets tickets;
    private final Casebook casebook;
    private final Seen seen;
    private final MemberCode me;
    private final Clock clock;

    MarkTicketSeen(Tickets tickets, Casebook casebook, Seen seen, Tenant tenant, Clock clock) {
        this.tickets = tickets;
        this.casebook = casebook;
        this.seen = seen;
        this.me = tenant.member();
        this.clock = clock;
    }

    /** Looking again writes nothing. */
    @Transactional
    public void seen(TicketNumber ticket) {
        for (Tickets.Unseen each : tickets.unseen(ticket, me)) {
            casebook.seen(each.by(), each.message(), clock.instant());
            seen.seen(each.by(), each.message());
        }
    }
}
