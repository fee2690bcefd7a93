package io.snodo.hub.exchange;

import io.snodo.hub.exchange.rules.Network;
import io.snodo.hub.members.Members;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The network as the registry has it. */
@Component
class MembersNetwork implements Network {
    private final Members members;
    private volatile Prefixes prefixes = new Prefixes(-1, Map.of());

    private record Prefixes(long version, Map<String, MemberCode> owners) {}

    MembersNetwork(Members members) {
        this.members = members;
    }

    @Override
    public boolean isMember(MemberCode code) {
        return members.find(code).isPresent();
    }

    @Override
    public boolean mayHandOver(MemberCode from, MemberCode to) {
        return members.mayHandOver(from, to);
    }

    @Override
    public Optional<String> prefix(MemberCode member) {
        return members.find(member).map(Registry.Member::prefix);
    }

    @Override
    public Optional<MemberCode> withPrefix(String prefix) {
        Registry registry = members.registry();
        Prefixes known = prefixes;
        if (known.version() != registry.version()) {
            known = new Prefixes(
                    registry.version(),
                    registry.members().stream()
                            .collect(Collectors.toMap(Registry.Member::prefix, Registry.Member::code)));
            prefixes = known;
        }
        return Optional.ofNullable(known.owners().get(prefix));
    }
}
