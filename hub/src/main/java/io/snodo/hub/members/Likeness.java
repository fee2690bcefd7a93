package io.snodo.hub.members;

import io.snodo.messages.body.Registry;
import io.snodo.messages.seal.Validity;
import io.snodo.messages.seal.VerifyKey;
import java.util.Comparator;
import java.util.Map;

/** Whether two rosters say the same, in whatever order files and rows come. */
final class Likeness {
    private Likeness() {}

    static boolean between(Roster wanted, Roster known) {
        long version = known.registry().version();
        return wanted.bindings().equals(known.bindings())
                && wanted.attaching().equals(known.attaching())
                && wanted.limits().equals(known.limits())
                && wanted.databases().equals(known.databases())
                && wanted.arrangements().saysTheSame(known.arrangements())
                && sorted(wanted.registry(), version).equals(sorted(known.registry(), version));
    }

    /** So that two registries that say the same are equal, in whatever order files and rows come. */
    private static Registry sorted(Registry registry, long version) {
        return new Registry(
                version,
                registry.members().stream()
                        .map(Likeness::sorted)
                        .sorted(Comparator.comparing(Registry.Member::code))
                        .toList(),
                registry.agreements().stream()
                        .sorted(Comparator.comparing(Registry.Agreement::id))
                        .toList(),
                registry.categories());
    }

    private static Registry.Member sorted(Registry.Member member) {
        return member.withKeys(member.keys().stream()
                .map(Likeness::withoutBeginning)
                .sorted(Comparator.comparing(jwk -> String.valueOf(jwk.get("x"))))
                .toList());
    }

    /** The folder does not know since when the hub has known a key. */
    private static Map<String, String> withoutBeginning(Map<String, String> jwk) {
        return new Validity(null, Validity.ofJwk(jwk).until()).on(VerifyKey.bare(jwk));
    }
}
