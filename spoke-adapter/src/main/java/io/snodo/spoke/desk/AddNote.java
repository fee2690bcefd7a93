package io.snodo.spoke.desk;

import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.NoteAdd;
import io.snodo.spoke.desk.Voice.Words;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** An operator adds a note and says who may read it. */
@Component
public class AddNote {
    private final Voice voice;

    AddNote(Voice voice) {
        this.voice = voice;
    }

    /** {@code named} counts with the audience of that name only. */
    @Transactional
    public Reply<UUID> add(
            TicketNumber number, String operator, String text, Audience audience, List<MemberCode> named) {
        List<MemberCode> readers = audience == Audience.NAMED ? named : List.of();
        return voice.say(Act.NOTE, number, operator, _ -> Words.of(new NoteAdd(text, audience, readers)));
    }
}
