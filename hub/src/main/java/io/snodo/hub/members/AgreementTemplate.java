package io.snodo.hub.members;

import io.snodo.messages.body.Deed;
import io.snodo.messages.body.Registry.Agreement.Kind;
import io.snodo.messages.body.Terms;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may be agreed, in one version; it binds nobody until it is applied and accepted.
 *
 * @param previousUntil until when older versions go on counting for those who accepted them; not at all where absent
 */
public record AgreementTemplate(
        String id,
        int version,
        List<Kind> kinds,
        Deed.Text title,
        Deed.Text summary,
        Terms terms,
        @Nullable Instant previousUntil) {
    public AgreementTemplate {
        kinds = List.copyOf(kinds);
    }

    public String digest() {
        return Deed.digest(id, version, kinds, title, summary, terms);
    }

    /** As it stands where it is applied under the name {@code agreement}. */
    Deed deed(String agreement, Deed.@Nullable Text name, @Nullable Instant until) {
        return new Deed(agreement, name, id, version, kinds, title, summary, terms, digest(), until);
    }
}
