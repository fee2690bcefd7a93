package io.snodo.hub.members;

import io.snodo.hub.members.store.StoredRegistry;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that the database knows of who belongs, read at once.
 *
 * @param states that members are in, of who has left too
 * @param trial who has not been admitted yet
 * @param departed who has left for good, and what was its own with it
 * @param certificates those of enrolment that have not ended
 * @param certificatesVersion grows whenever one of them is revoked or added
 * @param near the hubs next to this one
 */
record Census(
        Roster roster,
        Map<MemberCode, Life.State> states,
        Set<MemberCode> trial,
        Set<MemberCode> departed,
        List<Certified> certificates,
        long certificatesVersion,
        List<NearHub> near) {
    Census {
        near = List.copyOf(near);
        states = Map.copyOf(states);
        trial = Set.copyOf(trial);
        departed = Set.copyOf(departed);
        certificates = List.copyOf(certificates);
    }

    /** What is told in {@code circle}. */
    Registry registry(Circle circle) {
        return circle.of(roster.registry(), states, trial);
    }

    boolean isOf(StoredRegistry.Progress progress) {
        return progress.isAt(roster.registry().version(), certificatesVersion);
    }
}
