package io.snodo.spoke.desk;

import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.TicketConfirm;
import io.snodo.spoke.desk.Voice.Words;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The originator agrees that a ticket is done; it closes. */
@Component
public class ConfirmTicket {
    private final Voice voice;

    ConfirmTicket(Voice voice) {
        this.voice = voice;
    }

    @Transactional
    public Reply<UUID> confirm(TicketNumber number, String operator) {
        return voice.say(Act.CONFIRM, number, operator, _ -> Words.of(new TicketConfirm(null)));
    }
}
