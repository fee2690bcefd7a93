package io.snodo.messages.custody;

import io.snodo.messages.MemberCode;
import java.time.Instant;
import java.util.UUID;

/**
 * What somebody wants to happen to a ticket's custody. {@code offer} is the id of the message that made the offer, or the
 * referral,
 * {@code at} the hub's own clock when it decides: what the sender's clock says moves nothing.
 */
public sealed interface Move {
    UUID offer();

    Instant at();

    record Offer(UUID offer, MemberCode by, int epoch, MemberCode to, Instant deadline, Instant at) implements Move {}

    record Accept(UUID offer, MemberCode by, int epoch, Instant at) implements Move {}

    record Reject(UUID offer, MemberCode by, int epoch, Instant at) implements Move {}

    record Withdraw(UUID offer, MemberCode by, int epoch, Instant at) implements Move {}

    record Refer(UUID offer, MemberCode by, int epoch, Instant at) implements Move {}

    /** Only the hub makes it, for its operator. */
    record Assign(UUID offer, MemberCode to, Instant at) implements Move {}

    /** Only the hub makes it, from the deadline on. */
    record Expire(UUID offer, Instant at) implements Move {}
}
