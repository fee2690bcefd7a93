package io.snodo.ops.attack.mail;

import io.snodo.ops.attack.ground.Party;
import io.snodo.ops.attack.interfaces.Door;
import io.snodo.ops.attack.seen.Answer;
import java.util.UUID;

/** Messages by the JSON API, which answers at once. */
public record ApiMail(Party party) implements Mail {
    @Override
    public Door door() {
        return Door.JSON_API;
    }

    @Override
    public Answer tell(String sealed, UUID id) {
        return party.tell(sealed);
    }
}
