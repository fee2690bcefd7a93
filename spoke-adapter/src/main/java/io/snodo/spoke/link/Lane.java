package io.snodo.spoke.link;

import io.snodo.messages.Message;
import io.snodo.messages.MessageType.Subject;
import java.util.Locale;

/** What is kept in order: one lane for each ticket, one for each subject that is no ticket. */
final class Lane {
    private Lane() {}

    static String of(Message message) {
        return message.ticket() != null
                ? message.ticket().value()
                : message.knownType()
                        .map(type -> named(type.subject()))
                        .orElse("other");
    }

    static String named(Subject subject) {
        return subject.name().toLowerCase(Locale.ROOT);
    }
}
