package io.snodo.spoke.desk;

import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.InfoAnswer;
import io.snodo.spoke.desk.Voice.Words;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** An operator of the originator answers the open question, also for the citizen at the counter. */
@Component
public class AnswerQuestion {
    private final Voice voice;

    AnswerQuestion(Voice voice) {
        this.voice = voice;
    }

    @Transactional
    public Reply<UUID> answer(TicketNumber number, String operator, String text) {
        return voice.say(
                JointAct.ANSWER_QUESTION,
                number,
                operator,
                present -> Words.of(new InfoAnswer(present.question(), text)));
    }
}
