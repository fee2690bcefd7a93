package io.snodo.hub.members;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The members as the folder or the database knows them: the registry that spokes get, and how each receives, which is
 * the hub's business alone.
 *
 * @param bindings without those who receive by AMQP
 * @param attaching those with whom something was agreed on their attachments
 * @param limits those with whom something was agreed on how much they may take
 * @param databases of those whose own data is not in the first one
 * @param bare those whose folder has no certificates: they can be invited
 * @param arrangements what members may accept; what they have is in the registry's agreements
 */
public record Roster(
        Registry registry,
        Map<MemberCode, Binding> bindings,
        Map<MemberCode, Attaching> attaching,
        Map<MemberCode, Limits> limits,
        Map<MemberCode, String> databases,
        Set<MemberCode> bare,
        Arrangements arrangements) {
    public Roster {
        bare = Set.copyOf(bare);
        bindings = Map.copyOf(bindings);
        attaching = Map.copyOf(attaching);
        limits = Map.copyOf(limits);
        databases = Map.copyOf(databases);
    }

    /** As the database knows them, which has no folder. */
    public Roster(
            Registry registry,
            Map<MemberCode, Binding> bindings,
            Map<MemberCode, Attaching> attaching,
            Map<MemberCode, Limits> limits,
            Map<MemberCode, String> databases,
            Arrangements arrangements) {
        this(registry, bindings, attaching, limits, databases, Set.of(), arrangements);
    }

    /** The same with agreements that are not the folder's. */
    Roster withAgreements(List<Registry.Agreement> further) {
        List<Registry.Agreement> all = new ArrayList<>(registry.agreements());
        all.addAll(further);
        return new Roster(
                new Registry(registry.version(), registry.members(), all, registry.categories(), registry.retired()),
                bindings,
                attaching,
                limits,
                databases,
                bare,
                arrangements);
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
        Roster missing = others.without(
                registry.members().stream().map(Registry.Member::code).collect(Collectors.toSet()));
        List<Registry.Member> members = new ArrayList<>(registry.members());
        members.addAll(missing.registry.members());
        Map<MemberCode, Binding> bound = new HashMap<>(missing.bindings);
        bound.putAll(bindings);
        Map<MemberCode, Attaching> attach = new HashMap<>(missing.attaching);
        attach.putAll(attaching);
        Map<MemberCode, Limits> limited = new HashMap<>(missing.limits);
        limited.putAll(limits);
        Map<MemberCode, String> homes = new HashMap<>(missing.databases);
        homes.putAll(databases);
        return new Roster(
                new Registry(
                        registry.version(), members, registry.agreements(), registry.categories(), registry.retired()),
                bound,
                attach,
                limited,
                homes,
                bare,
                arrangements);
    }

    /** With these members too, who are all bound alike. */
    Roster withAll(List<Registry.Member> further, Binding binding) {
        Map<MemberCode, Binding> bound = new HashMap<>();
        further.forEach(member -> bound.put(member.code(), binding));
        return withAll(new Roster(
                new Registry(registry.version(), further, List.of(), List.of(), List.of()),
                bound,
                Map.of(),
                Map.of(),
                Map.of(),
                Arrangements.NONE));
    }

    private Roster kept(Predicate<MemberCode> stays) {
        return new Roster(
                new Registry(
                        registry.version(),
                        registry.members().stream()
                                .filter(member -> stays.test(member.code()))
                                .toList(),
                        registry.agreements().stream()
                                .filter(agreed -> Stream.of(agreed.grantor(), agreed.grantee())
                                        .filter(Objects::nonNull)
                                        .allMatch(stays))
                                .toList(),
                        registry.categories(),
                        registry.retired()),
                kept(bindings, stays),
                kept(attaching, stays),
                kept(limits, stays),
                kept(databases, stays),
                bare.stream().filter(stays).collect(Collectors.toSet()),
                arrangements);
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
                limits,
                databases,
                bare,
                arrangements);
    }
}
