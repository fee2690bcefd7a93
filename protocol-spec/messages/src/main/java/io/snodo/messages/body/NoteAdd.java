package io.snodo.messages.body;

import io.snodo.messages.MemberCode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A note. {@code audience} is the narrowest, the owner, unless widened; {@code named} counts with the audience of that name.
 *
 * @param details what is said beside the text, as a rule to fewer
 * @param confidential what only some of its readers may know, as JWE
 */
public record NoteAdd(
        String text,
        @Nullable Audience audience,
        @Nullable List<MemberCode> named,
        @Nullable String details,
        @Nullable JsonNode confidential)
        implements TicketBody {

    /** With no details, and nothing in confidence. */
    public NoteAdd(String text, @Nullable Audience audience, @Nullable List<MemberCode> named) {
        this(text, audience, named, null, null);
    }
}
