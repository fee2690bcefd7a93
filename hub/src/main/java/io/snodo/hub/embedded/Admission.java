package io.snodo.hub.embedded;

import io.snodo.messages.MemberCode;

/** Whether a member may come in; asked by the broker at every connection, answered by whoever keeps the members. */
@FunctionalInterface
public interface Admission {
    boolean admits(MemberCode member);

    /** Asked again and again, so that another word counts at once. */
    default Agreed agreed(MemberCode member) {
        return Agreed.NOTHING;
    }
}
