package io.snodo.hub.members;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * What was agreed with a member on how much it may take of the hub; what is absent follows the hub's own limits.
 *
 * @param rate of its calls over HTTP, and of its messages over AMQP
 * @param connections to the broker, and calls over HTTP, at the same time
 * @param messageSize the most that a message of its may have, less than what the network accepts
 * @param waiting octets of its messages that the broker holds undecided; beyond that it is not read from
 * @param storage for the contents of its attachments
 */
public record Limits(
        @Nullable Rate rate,
        @Nullable Integer connections,
        @Nullable DataSize messageSize,
        @Nullable DataSize waiting,
        @Nullable DataSize storage) {
    public static final Limits AS_EVERYBODY = new Limits(null, null, null, null, null);
    private static final int MOST = 1_000_000;

    /** {@code perSecond} in the long run, and {@code burst} at once after a pause. */
    public record Rate(int perSecond, int burst) {
        public Rate {
            if (perSecond < 1 || burst < 1 || perSecond > MOST || burst > MOST) {
                throw new IllegalArgumentException("limits.rate: perSecond and burst must be from 1 to " + MOST);
            }
        }
    }

    public Limits {
        if (connections != null && (connections < 1 || connections > MOST)) {
            throw new IllegalArgumentException("limits.connections must be from 1 to " + MOST);
        }
        atLeastAKilobyte("messageSize", messageSize);
        atLeastAKilobyte("waiting", waiting);
        atLeastAKilobyte("storage", storage);
    }

    private static void atLeastAKilobyte(String name, @Nullable DataSize size) {
        if (size != null && size.toKilobytes() < 1) {
            throw new IllegalArgumentException("limits." + name + " must be at least 1KB");
        }
    }
}
