package io.snodo.hub.embedded;

import io.snodo.messages.MemberCode;
import java.util.Collection;

/** The members' addresses on the broker; they have to be there before anything can be put on them. */
public interface MemberAddresses {
    /** Makes the members' addresses and their queues, durable; harmless where they are. All at once, for there are thousands. */
    void declare(Collection<MemberCode> members);

    /**
     * Ends the connections of a member that is no longer admitted. Its address stays, with what is on it (decisions 0071,
     * 0105).
     */
    void expel(MemberCode member);

    /** Takes the address of a member that has left away, with all that is on it; harmless where there is none. */
    void remove(MemberCode member);
}
