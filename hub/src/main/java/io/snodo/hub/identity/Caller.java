package io.snodo.hub.identity;

import io.snodo.messages.MemberCode;
import io.snodo.messages.refusal.Refusal;

/** What came of asking who is calling. */
public sealed interface Caller {
    /** A member, and nobody else could have made the token: it is under that seal key of its. */
    record Known(MemberCode member, String key) implements Caller {}

    /** A member that has to wait; its token is not used up. */
    record TooOften(MemberCode member) implements Caller {}

    record Refused(Refusal refusal) implements Caller {}
}
