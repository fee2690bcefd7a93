package io.snodo.spoke.desk;

import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.HandoverRefer;
import io.snodo.spoke.desk.Voice.Words;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** An operator of the owner asks the hub's operator to place a ticket that may not wander any more. */
@Component
public class ReferTicket {
    private final Voice voice;

    ReferTicket(Voice voice) {
        this.voice = voice;
    }

    @Transactional
    public Reply<UUID> refer(TicketNumber number, String operator, String reason) {
        return voice.say(JointAct.REFER, number, operator, _ -> Words.of(new HandoverRefer(reason)));
    }
}
