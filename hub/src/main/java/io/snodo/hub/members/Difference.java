package io.snodo.hub.members;

import io.snodo.hub.members.Change.Kind;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.Service;
import io.snodo.messages.seal.VerifyKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is otherwise in one roster than in another, member by member. */
final class Difference {
    private final Roster known;
    private final Roster wanted;
    private final List<Change> changes = new ArrayList<>();

    private Difference(Roster known, Roster wanted) {
        this.known = known;
        this.wanted = wanted;
    }

    static List<Change> between(Roster known, Roster wanted) {
        Difference difference = new Difference(known, wanted);
        difference.members();
        difference.revoked();
        difference.agreements();
        if (!known.registry().categories().equals(wanted.registry().categories())) {
            difference.note(Kind.VOCABULARY_CHANGED, MemberCode.HUB, "categories");
        }
        return List.copyOf(difference.changes);
    }

    private void members() {
        Map<MemberCode, Registry.Member> before = byCode(known);
        Map<MemberCode, Registry.Member> after = byCode(wanted);
        after.forEach((code, member) -> {
            Registry.Member was = before.get(code);
            if (was == null) {
                note(Kind.JOINS, code, member.name());
            } else {
                member(was, member);
            }
        });
        before.forEach((code, member) -> {
            if (!after.containsKey(code)) {
                note(Kind.LEAVES, code, member.name());
            }
        });
    }

    private void member(Registry.Member was, Registry.Member is) {
        field("name", was, is, Registry.Member::name);
        field("prefix", was, is, Registry.Member::prefix);
        field("territory", was, is, Registry.Member::territory);
        field("phone", was, is, Registry.Member::phone);
        field("skills", was, is, Registry.Member::skills);
        field("encryption", was, is, Registry.Member::encryption);
        field("service", was, is, Difference::besidesBinding);
        served("binding", Roster::bindings, is.code());
        served("attachments", Roster::attaching, is.code());
        served("limits", Roster::limits, is.code());
        served("database", Roster::databases, is.code());
        Set<String> before = keys(was);
        Set<String> after = keys(is);
        after.stream().filter(key -> !before.contains(key)).forEach(key -> note(Kind.KEY_ADDED, is.code(), key));
        Set<String> revoked = revokedOf(is.code());
        before.stream()
                .filter(key -> !after.contains(key) && !revoked.contains(key))
                .forEach(key -> note(Kind.KEY_RETIRED, is.code(), key));
    }

    /** The binding is spoken of by itself. */
    private static @Nullable Service besidesBinding(Registry.Member member) {
        Service all = member.service();
        return all == null
                ? null
                : new Service(
                        all.timezone(),
                        all.languages(),
                        all.territories(),
                        all.offices(),
                        null,
                        all.queues(),
                        all.targets(),
                        all.protocol());
    }

    private <T> void field(
            String name, Registry.Member was, Registry.Member is, Function<Registry.Member, @Nullable T> field) {
        if (!Objects.equals(field.apply(was), field.apply(is))) {
            note(Kind.PRESENTS_ITSELF_OTHERWISE, is.code(), name);
        }
    }

    private <T> void served(String name, Function<Roster, Map<MemberCode, T>> of, MemberCode code) {
        if (!Objects.equals(of.apply(known).get(code), of.apply(wanted).get(code))) {
            note(Kind.IS_SERVED_OTHERWISE, code, name);
        }
    }

    /** The database keeps to itself which were revoked before, if nobody needs them any more; then it is said again. */
    private void revoked() {
        Set<String> before = known.registry().retired().stream()
                .filter(Registry.RetiredKey::revoked)
                .map(key -> VerifyKey.ofJwk(key.jwk()).keyId())
                .collect(Collectors.toSet());
        wanted.registry().retired().forEach(key -> {
            String id = VerifyKey.ofJwk(key.jwk()).keyId();
            if (!before.contains(id)) {
                note(Kind.KEY_REVOKED, key.member(), id);
            }
        });
    }

    private Set<String> revokedOf(MemberCode code) {
        return wanted.registry().retired().stream()
                .filter(key -> key.member().equals(code))
                .map(key -> VerifyKey.ofJwk(key.jwk()).keyId())
                .collect(Collectors.toSet());
    }

    /** Of what members accept themselves only what is proposed to them is the folder's. */
    private void agreements() {
        Set<Registry.Agreement> before = vouchedFor(known);
        Set<Registry.Agreement> after = vouchedFor(wanted);
        after.stream()
                .filter(agreement -> !before.contains(agreement))
                .forEach(agreement -> note(Kind.AGREEMENT_ADDED, grantor(agreement), words(agreement)));
        before.stream()
                .filter(agreement -> !after.contains(agreement))
                .forEach(agreement -> note(Kind.AGREEMENT_ENDED, grantor(agreement), words(agreement)));
        unlike(known.arrangements().templates(), wanted.arrangements().templates(), AgreementTemplate::id)
                .forEach(id -> note(Kind.TEMPLATE_CHANGED, MemberCode.HUB, "template " + id));
        unlike(known.arrangements().groups(), wanted.arrangements().groups(), Group::id)
                .forEach(id -> note(Kind.TEMPLATE_CHANGED, MemberCode.HUB, "agreement " + id));
    }

    private static Set<Registry.Agreement> vouchedFor(Roster roster) {
        return roster.registry().agreements().stream()
                .filter(agreement -> agreement.deed() == null)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static <T> Set<String> unlike(List<T> before, List<T> after, Function<T, String> id) {
        Set<String> unlike = new TreeSet<>();
        before.stream().filter(each -> !after.contains(each)).map(id).forEach(unlike::add);
        after.stream().filter(each -> !before.contains(each)).map(id).forEach(unlike::add);
        return unlike;
    }

    private static MemberCode grantor(Registry.Agreement agreement) {
        return Objects.requireNonNull(agreement.grantor());
    }

    private static String words(Registry.Agreement agreement) {
        String skills = agreement.skills().isEmpty() ? "" : " (" + String.join(", ", agreement.skills()) + ")";
        return agreement.kind().wire() + " for " + agreement.grantee() + skills;
    }

    private void note(Kind kind, MemberCode about, String what) {
        changes.add(new Change(kind, about, what));
    }

    private static Map<MemberCode, Registry.Member> byCode(Roster roster) {
        Map<MemberCode, Registry.Member> byCode = new LinkedHashMap<>();
        roster.registry().members().forEach(member -> byCode.put(member.code(), member));
        return byCode;
    }

    private static Set<String> keys(Registry.Member member) {
        return member.keys().stream().map(VerifyKey::idOf).collect(Collectors.toSet());
    }
}
