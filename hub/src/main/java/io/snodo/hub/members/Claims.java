package io.snodo.hub.members;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import io.snodo.messages.seal.VerifyKey;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which neighbour a code, a prefix or a key of somebody behind it belongs to: the one that told it first, for as long as it
 * goes on telling it (ST-743).
 */
final class Claims {
    private Claims() {}

    static Stream<String> of(Registry.Member member) {
        return Stream.concat(
                Stream.of("code " + member.code(), "prefix " + member.prefix()),
                member.keys().stream().map(jwk -> "key " + VerifyKey.ofJwk(jwk).keyId()));
    }

    /** {@code held} as they are by what each tells now; of two that are new at once the first code's. */
    static Map<String, MemberCode> settled(Map<String, MemberCode> held, Map<MemberCode, Registry> told) {
        Map<MemberCode, Set<String>> claimed = new TreeMap<>(
                told.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, each -> of(each.getValue()))));
        Map<String, MemberCode> settled = held.entrySet().stream()
                .filter(each -> claimed.getOrDefault(each.getValue(), Set.of()).contains(each.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one, TreeMap::new));
        claimed.forEach((hub, claims) -> claims.forEach(claim -> settled.putIfAbsent(claim, hub)));
        return settled;
    }

    private static Set<String> of(Registry said) {
        return said.members().stream()
                .map(Claims::of)
                .flatMap(Function.identity())
                .collect(Collectors.toSet());
    }
}
