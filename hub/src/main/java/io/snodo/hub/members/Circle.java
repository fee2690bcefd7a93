package io.snodo.hub.members;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Those who have to do with each other: trial and real never mix (ST-698). */
public enum Circle {
    ADMITTED,
    TRIAL;

    static Circle of(MemberCode member, Set<MemberCode> trial) {
        return trial.contains(member) ? TRIAL : ADMITTED;
    }

    public Circle other() {
        return this == ADMITTED ? TRIAL : ADMITTED;
    }

    /** {@code all} as those in it are told it; who is only invited is told to nobody. */
    Registry of(Registry all, Map<MemberCode, Life.State> states, Set<MemberCode> trial) {
        Set<MemberCode> seen = all.members().stream()
                .map(Registry.Member::code)
                .filter(member -> of(member, trial) == this && stateOf(member, states) != Life.State.INVITED)
                .collect(Collectors.toSet());
        if (seen.size() == all.members().size()) {
            return all;
        }
        Set<MemberCode> agreeing = new HashSet<>(seen);
        if (this == ADMITTED) { // what is agreed with another hub
            all.hubs().forEach(hub -> agreeing.add(hub.code()));
        }
        return new Registry(
                all.version(),
                all.members().stream()
                        .filter(member -> seen.contains(member.code()))
                        .toList(),
                Stream.concat(
                                all.agreements().stream().flatMap(each -> of(each, agreeing).stream()),
                                PracticePartner.agreements(seen))
                        .toList(),
                all.categories(),
                all.retired().stream()
                        .filter(key -> of(key.member(), trial) == this)
                        .toList(),
                all.part(),
                all.parts(),
                all.instead(),
                all.hubs());
    }

    /** Empty if it is not between those in it. */
    private static Optional<Registry.Agreement> of(Registry.Agreement agreement, Set<MemberCode> seen) {
        boolean theirs = Stream.of(agreement.grantor(), agreement.grantee())
                .filter(Objects::nonNull)
                .allMatch(seen::contains);
        List<MemberCode> among =
                agreement.among().stream().filter(seen::contains).toList();
        List<MemberCode> waiting =
                agreement.waiting().stream().filter(seen::contains).toList();
        return !theirs || agreement.deed() != null && among.isEmpty() && waiting.isEmpty()
                ? Optional.empty()
                : Optional.of(new Registry.Agreement(
                        agreement.id(),
                        agreement.kind(),
                        agreement.grantor(),
                        agreement.grantee(),
                        agreement.skills(),
                        among,
                        waiting,
                        agreement.deed()));
    }

    /** Admitted where nothing else is known. */
    static Life.State stateOf(MemberCode member, Map<MemberCode, Life.State> states) {
        return states.getOrDefault(member, Life.State.ADMITTED);
    }
}
