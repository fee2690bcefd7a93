package io.snodo.hub.embedded;

import io.snodo.messages.MemberCode;

/** The members' addresses on the broker; they have to be there before anything can be put on them. */
public interface MemberAddresses {
    /** Makes the member's address and its queue, durable; harmless where they are. */
    void declare(MemberCode member);

    /**
     * Ends the connections of a member that is no longer admitted. Its address stays, with what is on it (decisions 0071,
     * 0105).
     */
    void expel(MemberCode member);

    /** Takes the address of a member that has left away, with all that is on it; harmless where there is none. */
    void remove(MemberCode member);
}
