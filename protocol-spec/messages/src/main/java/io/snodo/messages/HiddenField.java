package io.snodo.messages;

import io.snodo.messages.body.Audience;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * That a field of the body is hidden, and from whom; part of the envelope.
 *
 * @param digest what stands in the seal for it
 * @param audience who may see it; the owner alone where absent
 * @param named who else may see it; counts with the audience of that name
 * @param field which one it is, for who was shown it; put in by the reader, never sealed
 */
public record HiddenField(
        String digest,
        @Nullable Audience audience,
        @Nullable List<MemberCode> named,
        @Nullable String field) {

    /** Who may see it. */
    public Audience readers() {
        return Objects.requireNonNullElse(audience, Audience.OWNER);
    }

    /** Who is named to see it, beside the owner. */
    public List<MemberCode> others() {
        return readers() == Audience.NAMED ? Objects.requireNonNullElse(named, List.of()) : List.of();
    }

    /** Which field, for who was shown it. */
    public Optional<String> shown() {
        return Optional.ofNullable(field);
    }
}
