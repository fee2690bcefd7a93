package io.snodo.spoke.desk;

import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.hidden.Sight;
import io.snodo.spoke.desk.Voice.Words;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** An operator adds a note and says who may read it. */
@Component
public class AddNote {
    private final Voice voice;

    AddNote(Voice voice) {
        this.voice = voice;
    }

    /**
     * Adds a note.
     *
     * @param named counts with the audience of that name only
     * @param details for who holds the ticket, now or later, and nobody else; null where there are none
     */
    @Transactional
    public Reply<UUID> add(
            TicketNumber number,
            String operator,
            String text,
            Audience audience,
            List<MemberCode> named,
            @Nullable String details) {
        List<MemberCode> readers = audience == Audience.NAMED ? named : List.of();
        NoteAdd note = new NoteAdd(text, audience, readers, details, null);
        return voice.say(
                Act.NOTE,
                number,
                operator,
                _ -> new Words(List.of(), note, details == null ? Map.of() : Map.of("details", Sight.OWNER)));
    }
}
