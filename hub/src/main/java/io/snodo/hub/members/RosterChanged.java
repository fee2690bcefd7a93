package io.snodo.hub.members;

import io.snodo.messages.MemberCode;
import java.util.Set;

/**
 * This node goes by another version of the registry from now on; published on every node, after the change.
 *
 * @param rebound who was a member before and receives by another binding now
 */
public record RosterChanged(long version, Set<MemberCode> joined, Set<MemberCode> left, Set<MemberCode> rebound) {
    public RosterChanged {
        joined = Set.copyOf(joined);
        left = Set.copyOf(left);
        rebound = Set.copyOf(rebound);
    }
}
