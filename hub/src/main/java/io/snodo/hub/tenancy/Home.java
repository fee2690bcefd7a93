package io.snodo.hub.tenancy;

import org.jspecify.annotations.Nullable;

/**
 * In which database a member's own data is.
 *
 * @param other while it moves: where it goes to as long as it is copied, where it comes from while that is cleared
 */
public record Home(String name, @Nullable String other, Phase phase) {
    /** The database that the network's data is in, and of every member that says nothing. */
    public static final String FIRST = "first";

    static final Home USUAL = new Home(FIRST, null, Phase.HERE);

    /** How far a move is. */
    public enum Phase {
        HERE,
        /** Nobody writes, in neither of both. */
        COPYING,
        /** It lives there already. */
        CLEARING
    }

    public static Home in(String name) {
        return new Home(name, null, Phase.HERE);
    }

    public boolean isMoving() {
        return phase != Phase.HERE;
    }
}
