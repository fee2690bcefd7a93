package io.snodo.hub.members;

import io.snodo.messages.MemberCode;
import io.snodo.messages.agreement.Agreements;
import io.snodo.messages.body.Registry;
import io.snodo.messages.seal.KeyRing;
import io.snodo.messages.seal.Validity;
import io.snodo.messages.seal.VerifyKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One version of the registry, as it is asked: who has which code, whose is which key, who may hand to whom. */
record Snapshot(
        Roster roster,
        Map<Circle, Registry> views,
        Map<MemberCode, Registry.Member> byCode,
        Map<String, KeyRing.Held> byKey,
        Agreements agreements,
        Set<MemberCode> suspended,
        Map<MemberCode, Life.State> states,
        Map<String, Certified> certified,
        long certificatesVersion) {

    /** {@code history} are all keys there ever were, of whoever; those of members of today are known. */
    static Snapshot of(Census census, VerifyKey hubKey, Collection<KeyHistory.Known> history) {
        Roster roster = census.roster();
        Registry registry = roster.registry();
        Map<MemberCode, Registry.Member> byCode =
                registry.members().stream().collect(Collectors.toMap(Registry.Member::code, Function.identity()));
        Map<String, KeyRing.Held> byKey = new HashMap<>();
        keep(byKey, new KeyRing.Held(MemberCode.HUB, hubKey, Validity.ALWAYS));
        for (Registry.Member member : registry.members()) {
            for (Map<String, String> jwk : member.keys()) {
                keep(byKey, new KeyRing.Held(member.code(), VerifyKey.ofJwk(jwk), Validity.ofJwk(jwk)));
            }
        }
        for (KeyHistory.Known known : history) {
            if (byCode.containsKey(known.member())) {
                keep(byKey, new KeyRing.Held(known.member(), VerifyKey.ofJwk(known.jwk()), known.validity()));
            }
        }
        Set<MemberCode> suspended = registry.members().stream()
                .filter(Registry.Member::suspended)
                .map(Registry.Member::code)
                .filter(code -> Circle.stateOf(code, census.states())
                        != Life.State.LEAVING) // desks are told the same of both; the doors are open to these
                .collect(Collectors.toSet());
        return new Snapshot(
                roster,
                Stream.of(Circle.values())
                        .collect(Collectors.toUnmodifiableMap(
                                Function.identity(), circle -> circle.of(registry, census.states()))),
                byCode,
                byKey,
                Agreements.of(registry.agreements(), roster.arrangements().offered()),
                suspended,
                census.states(),
                census.certificates().stream()
                        .collect(Collectors.toUnmodifiableMap(Certified::fingerprint, Function.identity())),
                census.certificatesVersion());
    }

    private static void keep(Map<String, KeyRing.Held> byKey, KeyRing.Held held) {
        byKey.put(held.key().keyId(), held);
    }

    /** What is otherwise in {@code next}. */
    RosterChanged changed(Snapshot next) {
        Set<MemberCode> joined = new HashSet<>(next.byCode.keySet());
        joined.removeAll(byCode.keySet());
        Set<MemberCode> left = new HashSet<>(byCode.keySet());
        left.removeAll(next.byCode.keySet());
        Set<MemberCode> rebound = next.byCode.keySet().stream()
                .filter(byCode::containsKey)
                .filter(member -> !binding(member).equals(next.binding(member)))
                .collect(Collectors.toSet());
        Set<MemberCode> stopped = new HashSet<>(next.suspended);
        stopped.removeAll(suspended);
        Set<MemberCode> resumed = new HashSet<>(suspended);
        resumed.removeAll(next.suspended);
        resumed.retainAll(next.byCode.keySet());
        return new RosterChanged(next.roster.registry().version(), joined, left, rebound, stopped, resumed);
    }

    /** Whether the doors are open to {@code member}. */
    boolean admits(MemberCode member) {
        return byCode.containsKey(member)
                && !suspended.contains(member)
                && Circle.stateOf(member, states).comesIn();
    }

    /** Those whose connections may have been made with what is revoked in {@code next}. */
    Set<MemberCode> exposed(Snapshot next) {
        return certified.values().stream()
                .filter(known -> !known.isRevoked())
                .filter(known -> {
                    Certified now = next.certified.get(known.fingerprint());
                    return now != null && now.isRevoked();
                })
                .map(Certified::member)
                .collect(Collectors.toSet());
    }

    Binding binding(MemberCode member) {
        return roster.bindings().getOrDefault(member, Binding.AMQP);
    }
}
