package io.snodo.hub.exchange;

import io.snodo.hub.exchange.ledger.Entry;
import io.snodo.messages.HiddenField;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.body.Audience;
import io.snodo.messages.hidden.SaltedField;
import io.snodo.messages.seal.Sealed;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A field that its sender hides, as it was disclosed to the hub. */
record Veiled(String text, HiddenField field) {

    /** Of a message that was read as a whole: there is a disclosure for each hidden field. */
    static List<Veiled> of(Sealed sealed, Message message) {
        if (message.hidden().isEmpty()) {
            return List.of();
        }
        Map<String, HiddenField> fields =
                message.hidden().stream().collect(Collectors.toMap(HiddenField::digest, Function.identity()));
        return sealed.disclosures().orElse(List.of()).stream()
                .map(text -> new Veiled(text, Objects.requireNonNull(fields.get(SaltedField.digest(text)))))
                .toList();
    }

    /** For the ledger, with those of the message's {@code readers} who may see it now. */
    Entry.Disclosure shownTo(Collection<MemberCode> readers, MemberCode sender, @Nullable MemberCode owner) {
        Set<MemberCode> seeing = new LinkedHashSet<>();
        Audience audience = field.readers();
        if (audience == Audience.CITIZEN || audience == Audience.PARTIES) {
            seeing.addAll(readers);
        } else {
            seeing.addAll(field.others());
            if (owner != null) {
                seeing.add(owner);
            }
            seeing.retainAll(readers);
        }
        seeing.add(sender);
        return new Entry.Disclosure(text, audience, field.others(), seeing);
    }
}
