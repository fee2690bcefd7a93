package io.snodo.ops.attack.assaults;

import io.snodo.ops.attack.interfaces.Door;
import io.snodo.ops.attack.interfaces.Operation;
import io.snodo.ops.attack.seen.Role;
import java.util.Map;
import java.util.Set;

/** What is no attack, because it is the caller's office; tried by everybody else all the same. */
public final class Rights {
    /** Of the hub's operator at the console: what it does to others, and why it may. */
    private static final Map<String, String> OPERATORS = Map.of(
            "POST /console/members/{code}/suspend", "who is let in is the hub operator's to say, with a trace of it",
            "POST /console/members/{code}/resume", "as much as keeping it out");

    private Rights() {}

    static Set<String> operators() {
        return OPERATORS.keySet();
    }

    static boolean has(Role role, Operation operation) {
        return role == Role.HUB_OPERATOR
                && operation.door() == Door.CONSOLE
                && OPERATORS.containsKey(operation.toString());
    }
}
