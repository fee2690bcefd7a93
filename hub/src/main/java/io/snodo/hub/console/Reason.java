package io.snodo.hub.console;

import java.util.Optional;

/** Why an operator does something, as a form sends it; it goes into the trail. */
final class Reason {
    /** Characters. */
    private static final int MOST = 500;

    private Reason() {}

    /** One line, neither empty nor too long; empty otherwise. */
    static Optional<String> of(String sent) {
        String why = sent.strip();
        boolean line = !why.isEmpty() && why.length() <= MOST && why.chars().noneMatch(Character::isISOControl);
        return line ? Optional.of(why) : Optional.empty();
    }
}
