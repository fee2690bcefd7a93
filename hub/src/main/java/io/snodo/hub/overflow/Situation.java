package io.snodo.hub.overflow;

import io.snodo.messages.MemberCode;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * All that a decision about help depends on.
 *
 * @param readings the latest of every queue
 * @param episodes the open ones, and those that ended within the pause
 * @param listeningSince when this hub began to hear members: silence before was the hub's own
 */
record Situation(Set<Loan> loans, List<Reading> readings, List<Episode> episodes, Instant listeningSince) {

    Optional<Reading> of(MemberCode member, String queue) {
        return readings.stream()
                .filter(r -> r.member().equals(member) && r.queue().equals(queue))
                .findFirst();
    }

    List<Reading> of(MemberCode member) {
        return readings.stream().filter(r -> r.member().equals(member)).toList();
    }

    boolean lends(MemberCode helper, MemberCode busy, String skill) {
        return loans.contains(new Loan(helper, busy, skill));
    }

    /** In alphabetical order, so that the same situation leads to the same choice. */
    SortedSet<String> skillsLentTo(MemberCode busy) {
        return loans.stream()
                .filter(loan -> loan.busy().equals(busy))
                .map(Loan::skill)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Who helps a queue now; the set is the caller's own. */
    Set<MemberCode> helpers(MemberCode busy, String queue) {
        return episodes.stream()
                .filter(e -> e.isOpen() && e.busy().equals(busy) && e.queue().equals(queue))
                .map(Episode::helper)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
