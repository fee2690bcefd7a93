package io.snodo.spoke.desk;

import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Asked;
import io.snodo.messages.body.InfoRequest;
import io.snodo.spoke.desk.Voice.Words;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** An operator of the owner asks who opened the ticket, or the citizen. */
@Component
public class AskQuestion {
    private final Voice voice;

    AskQuestion(Voice voice) {
        this.voice = voice;
    }

    @Transactional
    public Reply<UUID> ask(TicketNumber number, String operator, Asked of, String text) {
        return voice.say(JointAct.ASK, number, operator, _ -> Words.of(new InfoRequest(of, text)));
    }
}
