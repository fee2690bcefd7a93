package io.snodo.spoke.link;

import io.snodo.messages.Message;
import io.snodo.messages.MessageType;
import io.snodo.messages.MessageType.Subject;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.refusal.Problem;
import io.snodo.messages.refusal.RefusalCode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whose each subject is; at most one addressee for each. */
final class Addressees {
    private final Map<Subject, Addressee> bySubject = new EnumMap<>(Subject.class);

    Addressees(List<Addressee> addressees) {
        for (Addressee addressee : addressees) {
            if (bySubject.put(addressee.subject(), addressee) != null) {
                throw new IllegalArgumentException("two addressees for " + addressee.subject());
            }
        }
    }

    Answer deliver(Message message, Record record) {
        return of(message)
                .map(addressee -> addressee.deliver(message, record))
                .orElseGet(() -> new Answer.Rejected(RefusalCode.TYPE_UNKNOWN));
    }

    void recorded(Message own, Record record) {
        of(own).ifPresent(addressee -> addressee.recorded(own, record));
    }

    void refused(Message own, Problem problem) {
        of(own).ifPresent(addressee -> addressee.refused(own, problem));
    }

    private Optional<Addressee> of(Message message) {
        return message.knownType().map(MessageType::subject).map(bySubject::get);
    }
}
