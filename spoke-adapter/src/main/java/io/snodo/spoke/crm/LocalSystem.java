package io.snodo.spoke.crm;

import io.snodo.messages.Message;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.refusal.RefusalCode;

/**
 * The port to a member's own system. What the network says of a ticket is applied to it; it answers only after reading
 * back what it wrote, because success on the wire is not success.
 */
public interface LocalSystem {
    /** For bonds and logs: {@code desk}, {@code requesttracker}. */
    String name();

    /** Applies one event of a ticket. Called in the ticket's order, and again with the same event after a crash. */
    Applied apply(Message message, Record record);

    /** What became of it. */
    sealed interface Applied {
        /** Done and read back; {@code localId} is the local system's own. */
        record Done(String localId) implements Applied {}

        /** The local system will not have it; answered to the sender, never dropped. */
        record Rejected(RefusalCode code) implements Applied {}

        /** Not now: tried again later, in order. */
        record Later(String cause) implements Applied {}
    }
}
