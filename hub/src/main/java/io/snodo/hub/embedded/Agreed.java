package io.snodo.hub.embedded;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * What was agreed with a member on how much of the broker it may take; what is absent follows the broker's own limits.
 *
 * @param perSecond messages in the long run, and {@code burst} at once after a pause
 * @param waiting octets of its messages that are undecided
 */
public record Agreed(
        @Nullable Integer perSecond,
        @Nullable Integer burst,
        @Nullable Integer connections,
        @Nullable DataSize waiting) {
    public static final Agreed NOTHING = new Agreed(null, null, null, null);
}
