package io.snodo.spoke.desk;

import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Face;
import io.snodo.messages.body.RatingAdd;
import io.snodo.spoke.desk.Voice.Words;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The originator writes down the judgement that a citizen has given by telephone; the last one given counts. */
@Component
public class RateTicket {
    private final Voice voice;

    RateTicket(Voice voice) {
        this.voice = voice;
    }

    /** {@code reason} belongs to an unsatisfied citizen and is left out with any other. */
    @Transactional
    public Reply<UUID> rate(TicketNumber number, String operator, Face face, @Nullable String reason) {
        String why = face == Face.UNSATISFIED ? reason : null;
        return voice.say(Act.RATE, number, operator, _ -> Words.of(new RatingAdd(face, why)));
    }
}
