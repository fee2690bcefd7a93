package io.snodo.spoke.crm;

import io.snodo.messages.Message;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.refusal.Problem;
import io.snodo.messages.refusal.RefusalCode;

/**
 * The port to a member's own system. What the network says of a ticket is applied to it; it answers only after reading
 * back what it wrote, because success on the wire is not success. Every call may come again after a crash, with the same
 * message, and must then change nothing more. A record with a lower sequence than one already seen of its ticket came
 * late: its message belongs into the history, but who owns the ticket is what the highest sequence says.
 */
public interface LocalSystem {
    /** For bonds and logs: {@code desk}, {@code requesttracker}. */
    String name();

    /** Applies one event of a ticket, in the ticket's order. */
    Applied apply(Message message, Record record);

    /** The hub has recorded what we said ourselves; {@code record} says who owns the ticket since, and its status. */
    void recorded(Message own, Record record);

    /** The hub has refused what we said ourselves: take back what was done in hope of it, and tell the operator. */
    void refused(Message own, Problem problem);

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
