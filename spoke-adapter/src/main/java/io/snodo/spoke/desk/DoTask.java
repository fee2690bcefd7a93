package io.snodo.spoke.desk;

import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.TicketBody;
import io.snodo.spoke.desk.Voice.Words;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** An operator of a contributor takes its task on, declines it, or says that it is done. */
@Component
public class DoTask {
    private final Voice voice;

    DoTask(Voice voice) {
        this.voice = voice;
    }

    @Transactional
    public Reply<UUID> say(TicketNumber number, String operator, TicketBody word) {
        return voice.say(JointAct.DO_TASK, number, operator, _ -> Words.of(word));
    }
}
