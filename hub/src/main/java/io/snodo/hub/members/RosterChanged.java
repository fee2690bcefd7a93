package io.snodo.hub.members;

import io.snodo.messages.MemberCode;
import java.util.Set;

/**
 * This node goes by another version of the registry from now on; published on every node, after the change.
 *
 * @param rebound who was a member before and receives by another binding now
 * @param suspended who is let in no more for the time being
 * @param resumed who is let in again
 */
public record RosterChanged(
        long version,
        Set<MemberCode> joined,
        Set<MemberCode> left,
        Set<MemberCode> rebound,
        Set<MemberCode> suspended,
        Set<MemberCode> resumed) {
    public RosterChanged {
        joined = Set.copyOf(joined);
        left = Set.copyOf(left);
        rebound = Set.copyOf(rebound);
        suspended = Set.copyOf(suspended);
        resumed = Set.copyOf(resumed);
    }
}
