package io.snodo.hub.exchange.rules;

import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.TicketBody;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What somebody wants to do to a ticket; {@code now} is the hub's clock, the only one that counts. */
public record Act(Message message, TicketBody body, Instant now) {
    UUID id() {
        return message.id();
    }

    MemberCode by() {
        return message.from();
    }

    TicketNumber ticket() {
        return message.requireTicket();
    }

    int epoch() {
        return message.epoch();
    }

    List<MemberCode> to() {
        return message.to();
    }

    boolean byHub() {
        return by().equals(MemberCode.HUB);
    }

    /** The hub speaks for the citizen; nobody else can. */
    boolean byCitizen() {
        return byHub() && "citizen".equals(message.onBehalfOf());
    }
}
