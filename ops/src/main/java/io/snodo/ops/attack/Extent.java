package io.snodo.ops.attack;

/**
 * How much is tried.
 *
 * @param whole every identifier by everybody; otherwise those that are most telling
 * @param pairs of each comparison of times
 * @param sideBySide how often each asks while others ask too
 */
record Extent(boolean whole, int pairs, int sideBySide) {
    static final Extent WHOLE = new Extent(true, 100, 100);
    static final Extent SHORT = new Extent(false, 12, 20);
}
