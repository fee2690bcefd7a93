package io.snodo.ops.attack.mail;

import io.snodo.ops.attack.interfaces.Door;
import io.snodo.ops.attack.seen.Answer;
import java.util.UUID;

/** A way to bring the hub a sealed message and hear what becomes of it. */
public interface Mail {
    Door door();

    /** {@code id} is the message's, by which some doors answer. */
    Answer tell(String sealed, UUID id);
}
