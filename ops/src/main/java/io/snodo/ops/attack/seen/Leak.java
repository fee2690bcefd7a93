package io.snodo.ops.attack.seen;

import io.snodo.ops.attack.interfaces.Door;

/** Something that somebody was given or could do, who had no right to it. */
public record Leak(Door door, Role role, Kind kind, String attempt, String what) {

    /** In which way it came out. */
    public enum Kind {
        /** A canary or an identifier in an answer. */
        CONTENT,
        /** What is not there and what is another's are not answered alike. */
        EXISTENCE,
        /** The same by how long the answer takes. */
        TIMING,
        /** A stranger's write changed something. */
        EFFECT,
        /** Something was opened that is nobody's but its owner's. */
        ACCESS
    }

    @Override
    public String toString() {
        return "%s as %s: %s: %s: %s".formatted(door, role, kind, attempt, what);
    }
}
