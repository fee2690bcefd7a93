package io.snodo.hub.members;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import io.snodo.messages.seal.VerifyKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts those behind neighbours into the registry. What one claims that is taken, a code, a prefix or a key, stays whose it
 * was: our own members' first, then the neighbour's that told it first.
 */
final class Behind {
    private static final Logger LOG = LoggerFactory.getLogger(Behind.class);

    private final Set<MemberCode> codes = new HashSet<>(Set.of(MemberCode.HUB));
    private final Set<String> prefixes = new HashSet<>();
    private final Set<String> keys = new HashSet<>();
    private final List<Registry.Member> members;
    private final List<Registry.RetiredKey> retired;
    private final List<Registry.Agreement> agreements;
    private final Map<MemberCode, Binding> bindings;
    private final Map<String, MemberCode> claims;

    private Behind(Roster roster, List<NearHub> near, Map<String, MemberCode> claims) {
        this.claims = claims;
        Registry own = roster.registry();
        members = new ArrayList<>(own.members());
        retired = new ArrayList<>(own.retired());
        agreements = new ArrayList<>(own.agreements());
        bindings = new HashMap<>(roster.bindings());
        own.members().forEach(this::take);
        own.retired().forEach(key -> keys.add(id(key.jwk())));
        near.forEach(hub -> {
            codes.add(hub.code());
            hub.keys().forEach(jwk -> keys.add(id(jwk)));
        });
    }

    /**
     * @param told what each neighbour has said last of those behind it
     * @param claims whose each thing is that they have told
     */
    static Roster added(
            Roster roster,
            List<NearHub> near,
            Map<MemberCode, Registry> told,
            Map<String, MemberCode> claims,
            String hubKey) {
        if (near.isEmpty()) {
            return roster;
        }
        Behind behind = new Behind(roster, near, claims);
        behind.keys.add(hubKey);
        Set<MemberCode> own = Set.copyOf(behind.codes);
        for (NearHub hub : near) {
            hub.agreements()
                    .filter(each -> own.contains(each.grantor()) && own.contains(each.grantee()))
                    .forEach(behind.agreements::add);
            Registry said = told.get(hub.code());
            if (said != null) {
                behind.add(hub.code(), said);
            }
        }
        near.forEach(hub -> behind.retired(hub.code(), told.get(hub.code()))); // a key in use is not retired by another
        Registry all = roster.registry();
        return new Roster(
                new Registry(
                        all.version(),
                        behind.members,
                        behind.agreements,
                        all.categories(),
                        behind.retired,
                        0,
                        0,
                        0,
                        near.stream().map(NearHub::told).toList()),
                behind.bindings,
                roster.attaching(),
                roster.limits(),
                roster.databases(),
                roster.bare(),
                roster.arrangements());
    }

    private void add(MemberCode hub, Registry said) {
        for (Registry.Member member : said.members()) {
            if (isFree(hub, member)) {
                take(member);
                members.add(member.behind(hub));
                bindings.put(member.code(), new Binding.Via(hub));
            } else {
                LOG.warn("claimed by a neighbour and somebody else's already hub={} tenant={}", hub, member.code());
            }
        }
    }

    private void retired(MemberCode hub, @Nullable Registry said) {
        if (said != null) {
            said.retired().stream()
                    .filter(key -> new Binding.Via(hub).equals(bindings.get(key.member())))
                    .filter(key -> keys.add(id(key.jwk())))
                    .forEach(retired::add);
        }
    }

    private boolean isFree(MemberCode hub, Registry.Member member) {
        return Claims.of(member).allMatch(claim -> hub.equals(claims.get(claim)))
                && !codes.contains(member.code())
                && !prefixes.contains(member.prefix())
                && member.keys().stream().noneMatch(jwk -> keys.contains(id(jwk)));
    }

    private void take(Registry.Member member) {
        codes.add(member.code());
        prefixes.add(member.prefix());
        member.keys().forEach(jwk -> keys.add(id(jwk)));
    }

    private static String id(Map<String, String> jwk) {
        return VerifyKey.ofJwk(jwk).keyId();
    }
}
