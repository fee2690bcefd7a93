package io.snodo.hub.members;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The members as the folder or the database knows them: the registry that spokes get, and how each receives, which is
 * the hub's business alone.
 *
 * @param bindings without those who receive by AMQP
 * @param attaching those with whom something was agreed on their attachments
 * @param limits those with whom something was agreed on how much they may take
 * @param bare those whose folder has no certificates: they can be invited
 * @param arrangements what members may accept; what they have is in the registry's agreements
 */
public record Roster(
        Registry registry,
        Map<MemberCode, Binding> bindings,
        Map<MemberCode, Attaching> attaching,
        Map<MemberCode, Limits> limits,
        Set<MemberCode> bare,
        Arrangements arrangements) {
    public Roster {
        bare = Set.copyOf(bare);
        bindings = Map.copyOf(bindings);
        attaching = Map.copyOf(attaching);
        limits = Map.copyOf(limits);
    }

    /** As the database knows them, which has no folder. */
    public Roster(
            Registry registry,
            Map<MemberCode, Binding> bindings,
            Map<MemberCode, Attaching> attaching,
            Map<MemberCode, Limits> limits,
            Arrangements arrangements) {
        this(registry, bindings, attaching, limits, Set.of(), arrangements);
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
                bare,
                arrangements);
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
                bare,
                arrangements);
    }
}
