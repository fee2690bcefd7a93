package io.snodo.messages.body;

import io.snodo.messages.MemberCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A note. {@code audience} is the narrowest, the owner, unless widened; {@code named} counts with the audience of that name. */
public record NoteAdd(
        String text, @Nullable Audience audience, @Nullable List<MemberCode> named) implements TicketBody {}
