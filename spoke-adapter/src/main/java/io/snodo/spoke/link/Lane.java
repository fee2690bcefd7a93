package io.snodo.spoke.link;

import io.snodo.messages.MessageType;
import io.snodo.messages.MessageType.Subject;
import io.snodo.messages.TicketNumber;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is kept in order: one lane for each ticket, one for each subject that is no ticket. */
final class Lane {
    private Lane() {}

    static String of(@Nullable TicketNumber ticket, String type) {
        return ticket != null
                ? ticket.value()
                : MessageType.ofWire(type).map(known -> named(known.subject())).orElse("other");
    }

    private static String named(Subject subject) {
        return subject.name().toLowerCase(Locale.ROOT);
    }
}
