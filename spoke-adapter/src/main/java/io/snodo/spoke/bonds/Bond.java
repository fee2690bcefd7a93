package io.snodo.spoke.bonds;

import io.snodo.messages.TicketNumber;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * That a case of a local system is a ticket of the network.
 *
 * @param system the local system's name, as {@code LocalSystem.name()} gives it
 * @param localId the local system's own
 */
public record Bond(TicketNumber ticket, String system, String localId, State state, Instant since) {

    /** Whether the bond still holds. */
    public enum State {
        /** Both sides know each other. */
        BOUND,
        /** The local case could not be found or read back. */
        BROKEN,
        /** The ticket is over, or the local case was given up on purpose. */
        ENDED;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State ofWire(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }
    }

    /** What happened to a bond: {@code cause} says why where a person would ask. */
    public record Event(
            State state, String localId, @Nullable String cause, Instant at) {}
}
