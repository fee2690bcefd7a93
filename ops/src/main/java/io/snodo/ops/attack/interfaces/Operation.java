package io.snodo.ops.attack.interfaces;

import java.util.List;
import java.util.Set;

/**
 * One thing that can be asked for at a door.
 *
 * @param path from the root of the door's server, with its slots in braces; of SOAP and AMQP the operation's own name
 * @param contentTypes of what it may bring
 */
public record Operation(
        Door door, String name, String method, String path, List<Slot> slots, List<String> contentTypes) {
    private static final Set<String> ASKING = Set.of("GET", "HEAD");

    public Operation {
        slots = List.copyOf(slots);
        contentTypes = List.copyOf(contentTypes);
    }

    /** Whether it is meant to change something. */
    public boolean changes() {
        return !ASKING.contains(method);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
