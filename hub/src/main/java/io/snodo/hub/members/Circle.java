package io.snodo.hub.members;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Those who have to do with each other: trial and real never mix (ST-698). */
public enum Circle {
    ADMITTED,
    TRIAL;

    static Circle of(Life.State state) {
        return switch (state) {
            case INVITED, ENROLLED, IN_TRIAL -> TRIAL;
            case ADMITTED, SUSPENDED, LEAVING, LEFT -> ADMITTED;
        };
    }

    public Circle other() {
        return this == ADMITTED ? TRIAL : ADMITTED;
    }

    /** {@code all} as those in it are told it; who is only invited is told to nobody. */
    Registry of(Registry all, Map<MemberCode, Life.State> states) {
        Set<MemberCode> seen = all.members().stream()
                .map(Registry.Member::code)
                .filter(member -> isTold(stateOf(member, states)))
                .collect(Collectors.toSet());
        if (seen.size() == all.members().size()) {
            return all;
        }
        return new Registry(
                all.version(),
                all.members().stream()
                        .filter(member -> seen.contains(member.code()))
                        .toList(),
                all.agreements().stream()
                        .filter(each -> isSeen(each.grantor(), seen, all) && isSeen(each.grantee(), seen, all))
                        .toList(),
                all.categories(),
                all.retired().stream()
                        .filter(key -> of(stateOf(key.member(), states)) == this)
                        .toList(),
                all.part(),
                all.parts(),
                all.instead(),
                all.hubs());
    }

    /** What is agreed with another hub is told to those who are. */
    private boolean isSeen(MemberCode party, Set<MemberCode> seen, Registry all) {
        return seen.contains(party)
                || this == ADMITTED
                        && all.hubs().stream().anyMatch(hub -> hub.code().equals(party));
    }

    private boolean isTold(Life.State state) {
        return state != Life.State.INVITED && of(state) == this;
    }

    /** Admitted where nothing else is known. */
    static Life.State stateOf(MemberCode member, Map<MemberCode, Life.State> states) {
        return states.getOrDefault(member, Life.State.ADMITTED);
    }
}
