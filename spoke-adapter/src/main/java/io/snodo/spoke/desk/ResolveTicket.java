package io.snodo.spoke.desk;

import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Outcome;
import io.snodo.messages.body.TicketResolve;
import io.snodo.spoke.desk.Voice.Words;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The owner says that a ticket is done, and how; the citizen reads the text. */
@Component
public class ResolveTicket {
    private final Voice voice;

    ResolveTicket(Voice voice) {
        this.voice = voice;
    }

    @Transactional
    public Reply<UUID> resolve(TicketNumber number, String operator, Outcome outcome, @Nullable String text) {
        return voice.say(Act.RESOLVE, number, operator, _ -> Words.of(new TicketResolve(outcome, text)));
    }
}
