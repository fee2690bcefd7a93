package io.snodo.spoke.desk.pages;

import io.snodo.messages.HiddenField;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.TicketOpen;
import io.snodo.spoke.desk.TicketEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was said beside the words of an event, and who may see what of it. */
final class Asides {
    /** The fields that a page shows as the event's own words. */
    private static final Set<String> WORDS = Set.of("description", "text", "reason");

    private final Speech speech;

    Asides(Speech speech) {
        this.speech = speech;
    }

    /**
     * One of them as it is read.
     *
     * @param label, words absent where it is withheld from us, or is said of the event's own words
     * @param readers who may see it; absent where everybody concerned may
     */
    record Aside(
            @Nullable String label,
            @Nullable String words,
            @Nullable String readers,
            boolean withheld) {}

    List<Aside> of(TicketEvent event) {
        List<Aside> asides = new ArrayList<>();
        switch (event.content()) {
            case TicketOpen open -> add(asides, event, "place", open.place());
            case NoteAdd note -> add(asides, event, "details", note.details());
            default -> {} // all else has words and nothing beside them
        }
        for (HiddenField field : event.hidden()) {
            if (field.shown().filter(WORDS::contains).isPresent()) {
                asides.add(new Aside(null, null, readers("hidden.words.", field), false));
            }
            if (field.shown().isEmpty()) {
                asides.add(new Aside(null, null, readers("hidden.withheld.", field), true));
            }
        }
        return asides;
    }

    private void add(List<Aside> asides, TicketEvent event, String field, @Nullable String words) {
        if (words != null) {
            Optional<HiddenField> hidden = event.hidden().stream()
                    .filter(each -> each.shown().filter(field::equals).isPresent())
                    .findFirst();
            asides.add(new Aside(
                    speech.say("field." + field),
                    words,
                    hidden.map(each -> readers("readers.", each)).orElse(null),
                    false));
        }
    }

    private String readers(String key, HiddenField field) {
        return field.readers() == Audience.NAMED
                ? speech.say(
                        key + Audience.NAMED,
                        field.others().stream().map(speech::member).collect(Collectors.joining(", ")))
                : speech.say(key + field.readers());
    }
}
