package io.snodo.spoke.desk;

import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.TicketReopen;
import io.snodo.spoke.desk.Voice.Words;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The originator does not agree that a ticket is done. */
@Component
public class ReopenTicket {
    private final Voice voice;

    ReopenTicket(Voice voice) {
        this.voice = voice;
    }

    @Transactional
    public Reply<UUID> reopen(TicketNumber number, String operator, String reason) {
        return voice.say(Act.REOPEN, number, operator, _ -> Words.of(new TicketReopen(reason)));
    }
}
