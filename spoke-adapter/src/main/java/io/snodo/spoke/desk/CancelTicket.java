package io.snodo.spoke.desk;

import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.TicketCancel;
import io.snodo.spoke.desk.Voice.Words;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The originator, while it holds it, ends a ticket that should not be worked on. */
@Component
public class CancelTicket {
    private final Voice voice;

    CancelTicket(Voice voice) {
        this.voice = voice;
    }

    @Transactional
    public Reply<UUID> cancel(TicketNumber number, String operator, String reason) {
        return voice.say(Act.CANCEL, number, operator, _ -> Words.of(new TicketCancel(reason)));
    }
}
