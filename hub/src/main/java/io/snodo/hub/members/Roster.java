package io.snodo.hub.members;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The members as the folder or the database knows them: the registry that spokes get, and how each receives, which is
 * the hub's business alone.
 *
 * @param bindings without those who receive by AMQP
 * @param attaching those with whom something was agreed on their attachments
 * @param limits those with whom something was agreed on how much they may take
 */
public record Roster(
        Registry registry,
        Map<MemberCode, Binding> bindings,
        Map<MemberCode, Attaching> attaching,
        Map<MemberCode, Limits> limits) {
    public Roster {
        bindings = Map.copyOf(bindings);
        attaching = Map.copyOf(attaching);
        limits = Map.copyOf(limits);
    }

    /** Those of {@code codes} that are here. */
    Set<MemberCode> among(Set<MemberCode> codes) {
        return registry.members().stream()
                .map(Registry.Member::code)
                .filter(codes::contains)
                .collect(Collectors.toSet());
    }

    /** Without these members, and what was agreed with them. */
    Roster without(Set<MemberCode> codes) {
        return codes.isEmpty() ? this : kept(code -> !codes.contains(code));
    }

    /** These members and what was agreed among them. */
    Roster only(Set<MemberCode> codes) {
        return kept(codes::contains);
    }

    /** With the members of {@code others} that are not here, as they receive there. */
    Roster withAll(Roster others) {
        Roster missing = others.without(registry.members().stream()
                .map(Registry.Member::code)
                .collect(Collectors.toSet()));
        List<Registry.Member> members = new ArrayList<>(registry.members());
        members.addAll(missing.registry.members());
        Map<MemberCode, Binding> bound = new HashMap<>(missing.bindings);
        bound.putAll(bindings);
        Map<MemberCode, Attaching> attach = new HashMap<>(missing.attaching);
        attach.putAll(attaching);
        return new Roster(
                new Registry(
                        registry.version(),
                        members,
                        registry.agreements(),
                        registry.categories(),
                        registry.retired()),
                bound,
                attach);
    }

    private Roster kept(Predicate<MemberCode> stays) {
        return new Roster(
                new Registry(
                        registry.version(),
                        registry.members().stream()
                                .filter(member -> stays.test(member.code()))
                                .toList(),
                        registry.agreements().stream()
                                .filter(agreed -> stays.test(agreed.grantor()) && stays.test(agreed.grantee()))
                                .toList(),
                        registry.categories(),
                        registry.retired()),
                kept(bindings, stays),
                kept(attaching, stays));
    }

    private static <T> Map<MemberCode, T> kept(Map<MemberCode, T> all, Predicate<MemberCode> stays) {
        Map<MemberCode, T> kept = new HashMap<>(all);
        kept.keySet().removeIf(stays.negate());
        return kept;
    }

    /** The same with each member as {@code changed} makes it. */
    Roster with(UnaryOperator<Registry.Member> changed) {
        return new Roster(
                new Registry(
                        registry.version(),
                        registry.members().stream().map(changed).toList(),
                        registry.agreements(),
                        registry.categories(),
                        registry.retired()),
                bindings,
                attaching,
                limits);
    }
}
