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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One version of the registry, as it is asked: who has which code, whose is which key, who may hand to whom. */
record Snapshot(
        Roster roster,
        Map<Circle, Registry> views,
        Map<MemberCode, Registry.Member> byCode,
        Map<String, KeyRing.Held> byKey,
        Agreements agreements,
        Set<MemberCode> suspended,
        Map<MemberCode, Life.State> states,
        Set<MemberCode> trial,
        Set<MemberCode> departed,
        Map<String, Certified> certified,
        long certificatesVersion,
        Map<MemberCode, NearHub> near,
        Map<String, MemberCode> homes) {

    /**
     * @param history all keys there ever were, of whoever; those of members of today are known
     * @param before whose keys need not be decoded again
     */
    static Snapshot of(
            Census census, VerifyKey hubKey, Collection<KeyHistory.Known> history, @Nullable Snapshot before) {
        Roster roster = census.roster();
        Registry registry = roster.registry();
        Map<MemberCode, Registry.Member> byCode =
                registry.members().stream().collect(Collectors.toMap(Registry.Member::code, Function.identity()));
        Map<String, KeyRing.Held> byKey = new HashMap<>();
        keep(byKey, new KeyRing.Held(MemberCode.HUB, hubKey, Validity.ALWAYS));
        for (Registry.Member member : registry.members()) {
            for (Map<String, String> jwk : member.keys()) {
                keep(byKey, new KeyRing.Held(member.code(), key(jwk, byKey, before), Validity.ofJwk(jwk)));
            }
        }
        for (KeyHistory.Known known : history) {
            if (byCode.containsKey(known.member())) {
                keep(byKey, new KeyRing.Held(known.member(), key(known.jwk(), byKey, before), known.validity()));
            }
        }
        Set<MemberCode> suspended = registry.members().stream()
                .filter(Registry.Member::suspended)
                .map(Registry.Member::code)
                .filter(code -> census.states().get(code)
                        != Life.State.LEAVING) // desks are told the same of both; the doors are open to these
                .collect(Collectors.toSet());
        return new Snapshot(
                roster,
                Stream.of(Circle.values()).collect(Collectors.toUnmodifiableMap(Function.identity(), census::registry)),
                byCode,
                byKey,
                Agreements.of(registry.agreements(), roster.arrangements().offered()),
                suspended,
                census.states(),
                census.trial(),
                census.departed(),
                census.certificates().stream()
                        .collect(Collectors.toUnmodifiableMap(Certified::fingerprint, Function.identity())),
                census.certificatesVersion(),
                census.near().stream().collect(Collectors.toUnmodifiableMap(NearHub::code, Function.identity())),
                homes(registry.members()));
    }

    private static VerifyKey key(Map<String, String> jwk, Map<String, KeyRing.Held> byKey, @Nullable Snapshot before) {
        String id = VerifyKey.idOf(jwk);
        KeyRing.Held known = byKey.get(id);
        if (known == null && before != null) {
            known = before.byKey.get(id);
        }
        return known == null ? VerifyKey.ofJwk(jwk) : known.key();
    }

    /** The hub that decides on the tickets of each prefix, where that is another. */
    private static Map<String, MemberCode> homes(List<Registry.Member> members) {
        Map<String, MemberCode> homes = new HashMap<>();
        for (Registry.Member member : members) {
            if (member.via() != null) {
                homes.put(member.prefix(), member.via());
            }
        }
        return Map.copyOf(homes);
    }

    private static void keep(Map<String, KeyRing.Held> byKey, KeyRing.Held held) {
        byKey.put(held.key().keyId(), held);
    }

    /** What is otherwise in {@code next}. */
    RosterChanged changed(Snapshot next) {
        Set<MemberCode> joined = next.own();
        joined.removeAll(own());
        Set<MemberCode> left = own();
        left.removeAll(next.own());
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

    /** Those who are members here, and not behind another hub. */
    Set<MemberCode> own() {
        return byCode.values().stream()
                .filter(member -> member.via() == null)
                .map(Registry.Member::code)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Whether the doors are open to {@code member}. */
    boolean admits(MemberCode member) {
        Registry.Member known = byCode.get(member);
        return known != null
                && known.via() == null
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
