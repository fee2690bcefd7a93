package io.snodo.spoke.link;

import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Body;
import io.snodo.messages.body.TicketBody;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What this member says to the network: sealed and stored here before anything is sent, and kept until answered. */
@Component
public class Outbox {
    /** Seals and stores a message about a ticket; joins the caller's transaction. Returns the message's id. */
    public UUID say(TicketNumber ticket, int epoch, List<MemberCode> to, TicketBody body) {
        throw new UnsupportedOperationException();
    }

    /** Seals and stores a message about no ticket; joins the caller's transaction. */
    public UUID say(List<MemberCode> to, Body body) {
        throw new UnsupportedOperationException();
    }
}
