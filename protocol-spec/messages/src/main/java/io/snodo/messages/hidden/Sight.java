package io.snodo.messages.hidden;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Audience;
import java.util.List;

/** Who may see a field that its sender hides; {@code named} counts with the audience of that name. */
public record Sight(Audience audience, List<MemberCode> named) {
    public static final Sight OWNER = new Sight(Audience.OWNER, List.of());

    public Sight {
        named = List.copyOf(named);
    }

    public static Sight of(Audience audience) {
        return new Sight(audience, List.of());
    }
}
