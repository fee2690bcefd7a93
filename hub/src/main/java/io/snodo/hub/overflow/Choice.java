package io.snodo.hub.overflow;

import java.util.List;

/**
 * Why help was asked for, and of whom.
 *
 * @param waiting contacts in the busy member's queue then, {@code high} the mark at which it asks for help
 */
public record Choice(Episode episode, int waiting, int high, List<Considered> considered) {
    public Choice {
        considered = List.copyOf(considered);
    }
}
