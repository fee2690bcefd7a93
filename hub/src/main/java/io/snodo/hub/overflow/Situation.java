package io.snodo.hub.overflow;

import io.snodo.messages.MemberCode;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * All that a decision about help depends on.
 *
 * @param readings the latest of every queue
 * @param lent what is lent at this hour to those who are busy, and how much of it
 * @param begunToday how many times each helper has begun to help since its midnight
 * @param episodes the open ones, and those that ended within the pause
 * @param listeningSince when this hub began to hear members: silence before was the hub's own
 */
record Situation(
        Map<Loan, List<Limit>> lent,
        List<Reading> readings,
        List<Episode> episodes,
        Map<MemberCode, Integer> begunToday,
        Instant listeningSince) {

    /** Where nothing of what is lent is limited. */
    Situation(Set<Loan> loans, List<Reading> readings, List<Episode> episodes, Instant listeningSince) {
        this(
                loans.stream().collect(Collectors.toMap(loan -> loan, _ -> List.of(Limit.NONE))),
                readings,
                episodes,
                Map.of(),
                listeningSince);
    }

    Set<Loan> loans() {
        return lent.keySet();
    }

    /** Whether by some agreement {@code loan} may be made now, when {@code begun} have been decided on already. */
    boolean admits(Loan loan, int operatorsFree, Collection<Step> begun) {
        int decided = (int) begun.stream()
                .filter(step ->
                        step instanceof Step.Start start && start.helper().equals(loan.helper()))
                .count();
        int ended = (int) begun.stream()
                .filter(step -> step instanceof Step.Stop stop
                        && stop.episode().helper().equals(loan.helper()))
                .count();
        int helping = (int) episodes.stream()
                .filter(episode -> episode.isOpen() && episode.helper().equals(loan.helper()))
                .count();
        int today = begunToday.getOrDefault(loan.helper(), 0);
        return lent.getOrDefault(loan, List.of()).stream()
                .anyMatch(limit ->
                        limit.admitsAnother(operatorsFree + helping, helping - ended + decided, today + decided));
    }

    Optional<Reading> of(MemberCode member, String queue) {
        return readings.stream()
                .filter(r -> r.member().equals(member) && r.queue().equals(queue))
                .findFirst();
    }

    List<Reading> of(MemberCode member) {
        return readings.stream().filter(r -> r.member().equals(member)).toList();
    }

    boolean lends(MemberCode helper, MemberCode busy, String skill) {
        return lent.containsKey(new Loan(helper, busy, skill));
    }

    /** In alphabetical order, so that the same situation leads to the same choice. */
    SortedSet<String> skillsLentTo(MemberCode busy) {
        return loans().stream()
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
