package io.snodo.ops.attack.visitors;

import io.snodo.ops.attack.interfaces.Operation;
import io.snodo.ops.attack.interfaces.Slot;
import io.snodo.ops.attack.seen.Answer;
import io.snodo.ops.attack.seen.Role;
import java.util.Map;

/** Somebody at a door. */
public interface Hand {
    Role role();

    /** Whether it may be shown what is not content. */
    default boolean seesMetadata() {
        return false;
    }

    /** Whether it tries identifiers also where they do not belong; not worth it to one whom nobody knows there. */
    default boolean isThorough() {
        return true;
    }

    Answer call(Operation operation, Map<Slot, String> filled);
}
