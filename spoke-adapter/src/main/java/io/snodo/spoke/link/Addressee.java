package io.snodo.spoke.link;

import io.snodo.messages.Message;
import io.snodo.messages.MessageType.Subject;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.refusal.Problem;

/**
 * Whom in this process a subject's messages are for; one each for tickets, knowledge and overflow. Every call comes
 * inside the transaction in which the link takes note of it, so what is written to the store commits with it, or not at
 * all.
 */
public interface Addressee {
    Subject subject();

    /** A message of another member's or the hub's, verified; in its lane's order, and again after a crash. */
    Answer deliver(Message message, Record record);

    /** The hub has recorded a message of our own (L1); {@code record} says who owns the ticket since, and its status. */
    void recorded(Message own, Record record);

    /** The hub has refused a message of our own; what was done in hope of it must be taken back. */
    void refused(Message own, Problem problem);
}
