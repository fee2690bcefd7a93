package io.snodo.ops.attack.assaults;

/**
 * How much is tried.
 *
 * @param whole every identifier by everybody; otherwise those that are most telling
 * @param pairs of each comparison of times
 * @param sideBySide how often each asks while others ask too
 */
public record Extent(boolean whole, int pairs, int sideBySide) {
    public static final Extent WHOLE = new Extent(true, 100, 100);
    public static final Extent SHORT = new Extent(false, 12, 20);
}
