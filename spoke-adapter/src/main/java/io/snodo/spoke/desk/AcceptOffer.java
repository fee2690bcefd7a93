package io.snodo.spoke.desk;

import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.HandoverAccept;
import io.snodo.spoke.desk.Voice.Words;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** This member takes a ticket that was offered to it; it is the owner once the hub has recorded it. */
@Component
public class AcceptOffer {
    private final Voice voice;

    AcceptOffer(Voice voice) {
        this.voice = voice;
    }

    @Transactional
    public Reply<UUID> accept(TicketNumber number, String operator) {
        return voice.say(Act.ANSWER, number, operator, present -> Words.of(new HandoverAccept(present.offer())));
    }
}
