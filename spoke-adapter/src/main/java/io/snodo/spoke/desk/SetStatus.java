package io.snodo.spoke.desk;

import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Status;
import io.snodo.messages.body.StatusSet;
import io.snodo.spoke.desk.Reply.Why;
import io.snodo.spoke.desk.Voice.Words;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The owner says how far the work is. */
@Component
public class SetStatus {
    private final Tickets tickets;
    private final Voice voice;

    SetStatus(Tickets tickets, Voice voice) {
        this.tickets = tickets;
        this.voice = voice;
    }

    /** {@code reason} is what a pending ticket waits for. */
    @Transactional
    public Reply<UUID> set(TicketNumber number, String operator, Status status, @Nullable String reason) {
        Ticket ticket = tickets.find(number).orElse(null);
        if (ticket != null && !tickets.timeline(number).settable(ticket).contains(status)) {
            return Reply.no(Why.NOT_POSSIBLE_NOW);
        }
        return voice.say(Act.SET_STATUS, number, operator, _ -> Words.of(new StatusSet(status, reason)));
    }
}
