package io.snodo.hub.members;

import io.snodo.hub.embedded.Admission;
import io.snodo.hub.embedded.MemberAddresses;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.Registry.Agreement;
import io.snodo.messages.seal.KeyRing;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.Validity;
import io.snodo.messages.seal.VerifyKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Who belongs: answered from a snapshot in memory, because every message asks. */
@Component
public class Members implements Admission {
    private final Registry registry;
    private final Map<MemberCode, Binding> bindings;
    private final Map<MemberCode, Attaching> attaching;
    private final Map<MemberCode, Registry.Member> byCode;
    private final Map<String, KeyRing.Held> byKey;
    private final Set<Handover> handovers;

    private record Handover(MemberCode grantee, MemberCode grantor) {}

    @Autowired
    Members(Enrolment enrolment, KeyHistory history, SealKey hubSeal, MemberAddresses addresses) {
        this(enrolment.enrol(), hubSeal.verifyKey());
        for (KeyHistory.Known known : history.all()) {
            if (byCode.containsKey(known.member())) {
                keep(new KeyRing.Held(known.member(), VerifyKey.ofJwk(known.jwk()), known.validity()));
            }
        }
        byCode.keySet().forEach(addresses::declare);
    }

    /** Over a registry from elsewhere; everybody receives by AMQP. */
    public Members(Registry registry, VerifyKey hubKey) {
        this(new Roster(registry, Map.of(), Map.of()), hubKey);
    }

    private Members(Roster roster, VerifyKey hubKey) {
        registry = roster.registry();
        bindings = roster.bindings();
        attaching = roster.attaching();
        byCode = registry.members().stream().collect(Collectors.toMap(Registry.Member::code, Function.identity()));
        handovers = registry.agreements().stream()
                .filter(agreement -> agreement.kind() == Agreement.Kind.HANDOVER)
                .map(agreement -> new Handover(agreement.grantee(), agreement.grantor()))
                .collect(Collectors.toSet());
        byKey = new HashMap<>();
        keep(new KeyRing.Held(MemberCode.HUB, hubKey, Validity.ALWAYS));
        for (Registry.Member member : registry.members()) {
            for (Map<String, String> jwk : member.keys()) {
                keep(new KeyRing.Held(member.code(), VerifyKey.ofJwk(jwk), Validity.ofJwk(jwk)));
            }
        }
    }

    private void keep(KeyRing.Held held) {
        byKey.put(held.key().keyId(), held);
    }

    /** The registry as spokes get it. */
    public Registry registry() {
        return registry;
    }

    public Optional<Registry.Member> find(MemberCode code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /**
     * Whose seal key {@code keyId} is or was, and when it counts; empty for one that is no member's of today. The hub's
     * own key is found too.
     */
    public Optional<KeyRing.Held> ownerOf(String keyId) {
        return Optional.ofNullable(byKey.get(keyId));
    }

    /** How {@code member} receives. */
    public Binding bindingOf(MemberCode member) {
        return bindings.getOrDefault(member, Binding.AMQP);
    }

    /** Those who do not receive by AMQP, and how they do. */
    public Map<MemberCode, Binding> bindings() {
        return bindings;
    }

    /** What was agreed with {@code member} on its attachments. */
    public Attaching attachments(MemberCode member) {
        return attaching.getOrDefault(member, Attaching.AS_EVERYBODY);
    }

    /** Whether {@code grantee} may hand tickets to {@code grantor}. */
    public boolean mayHandOver(MemberCode grantee, MemberCode grantor) {
        return handovers.contains(new Handover(grantee, grantor));
    }

    /** Whether {@code grantor} lends {@code grantee} its operators for questions of {@code category}. */
    public boolean lends(MemberCode grantor, MemberCode grantee, String category) {
        return registry.agreements().stream()
                .anyMatch(agreement -> agreement.kind() == Agreement.Kind.OVERFLOW
                        && agreement.grantor().equals(grantor)
                        && agreement.grantee().equals(grantee)
                        && agreement.skills().contains(category));
    }

    @Override
    public boolean admits(MemberCode member) {
        return byCode.containsKey(member);
    }
}
