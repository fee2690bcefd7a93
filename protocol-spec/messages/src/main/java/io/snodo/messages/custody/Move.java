package io.snodo.messages.custody;

import io.snodo.messages.MemberCode;
import java.time.Instant;
import java.util.UUID;

/** What somebody wants to happen to a ticket's custody; {@code offer} is the id of the message that made the offer. */
public sealed interface Move {
    UUID offer();

    record Offer(UUID offer, MemberCode by, int epoch, MemberCode to, Instant deadline, Instant at) implements Move {}

    record Accept(UUID offer, MemberCode by, int epoch) implements Move {}

    record Reject(UUID offer, MemberCode by, int epoch) implements Move {}

    record Withdraw(UUID offer, MemberCode by, int epoch) implements Move {}

    /** Only the hub makes it, after the deadline by its own clock. */
    record Expire(UUID offer, Instant at) implements Move {}
}
