package io.snodo.spoke.desk;

import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.TaskRequest;
import io.snodo.spoke.desk.Voice.Words;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** An operator of the owner asks another member for a piece of the work. */
@Component
public class AskForTask {
    private final Voice voice;

    AskForTask(Voice voice) {
        this.voice = voice;
    }

    @Transactional
    public Reply<UUID> ask(TicketNumber number, String operator, MemberCode of, String text, Instant deadline) {
        return voice.say(
                JointAct.ASK_FOR_TASK, number, operator, _ -> new Words(List.of(of), new TaskRequest(text, deadline)));
    }
}
