package io.snodo.hub.embedded.artemis;

import io.snodo.messages.MemberCode;
import java.util.Collection;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How much each member's address may hold, so that all of them full take a quarter of the heap and no more. What a lane
 * does not hold waits in the database.
 */
final class LaneRoom {
    static final long LEAST = 512L * 1024;
    private static final long MOST = 32L * 1024 * 1024;

    private final long forAll;
    private final Set<MemberCode> members = new HashSet<>();
    private long each = LEAST;

    LaneRoom(long heap) {
        this.forAll = heap / 4;
    }

    /** The bound for every lane from now on, in bytes, where these lanes change it. */
    synchronized OptionalLong more(Collection<MemberCode> lanes) {
        members.addAll(lanes);
        long before = each;
        each = Math.clamp(forAll / Math.max(1, members.size()), LEAST, MOST);
        return each == before ? OptionalLong.empty() : OptionalLong.of(each);
    }
}
