package io.snodo.messages.task;

import io.snodo.messages.MemberCode;
import java.time.Instant;

/** What somebody wants to happen to a task; {@code at} is the hub's clock. */
public sealed interface Step {
    record Accept(MemberCode by, Instant at) implements Step {}

    /** Also after it was accepted: then it is given back. */
    record Decline(MemberCode by, Instant at) implements Step {}

    /** What is done at once need not be accepted first. */
    record Done(MemberCode by, Instant at) implements Step {}

    record Withdraw() implements Step {}

    /** Only the hub makes it, from the deadline on. */
    record Expire(Instant at) implements Step {}
}
