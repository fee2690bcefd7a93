package io.snodo.messages.body;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry.Agreement;
import io.snodo.messages.body.Registry.Category;
import io.snodo.messages.body.Registry.Hub;
import io.snodo.messages.body.Registry.Member;
import io.snodo.messages.body.Registry.RetiredKey;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that is otherwise in one version of the registry than in an earlier one, as it is in the later. So it makes the later
 * one of every version in between as well.
 *
 * @param from the earlier version
 * @param members who are new or otherwise, each as a whole
 * @param categories all of them, where one has changed
 * @param retired keys that have ended since; what a copy has of them before, it keeps
 * @param hubs all of them, where one is otherwise; absent where none is
 */
public record RegistryChanges(
        long from,
        long version,
        List<Member> members,
        List<MemberCode> membersGone,
        List<Agreement> agreements,
        List<String> agreementsGone,
        List<Category> categories,
        List<RetiredKey> retired,
        @Nullable @JsonInclude(JsonInclude.Include.NON_NULL) List<Hub> hubs)
        implements Body {

    @SuppressWarnings("ConstantValue") // empty lists are absent from JSON
    public RegistryChanges {
        members = members == null ? List.of() : List.copyOf(members);
        membersGone = membersGone == null ? List.of() : List.copyOf(membersGone);
        agreements = agreements == null ? List.of() : List.copyOf(agreements);
        agreementsGone = agreementsGone == null ? List.of() : List.copyOf(agreementsGone);
        categories = categories == null ? List.of() : List.copyOf(categories);
        retired = retired == null ? List.of() : List.copyOf(retired);
        hubs = hubs == null ? null : List.copyOf(hubs);
    }

    /** Where no other hub is otherwise. */
    public RegistryChanges(
            long from,
            long version,
            List<Member> members,
            List<MemberCode> membersGone,
            List<Agreement> agreements,
            List<String> agreementsGone,
            List<Category> categories,
            List<RetiredKey> retired) {
        this(from, version, members, membersGone, agreements, agreementsGone, categories, retired, null);
    }

    public static RegistryChanges between(Registry earlier, Registry later) {
        Set<RetiredKey> ended = new HashSet<>(earlier.retired());
        return new RegistryChanges(
                earlier.version(),
                later.version(),
                otherwise(earlier.members(), later.members()),
                gone(earlier.members(), later.members(), Member::code),
                otherwise(earlier.agreements(), later.agreements()),
                gone(earlier.agreements(), later.agreements(), Agreement::id),
                earlier.categories().equals(later.categories()) ? List.of() : later.categories(),
                later.retired().stream().filter(key -> !ended.contains(key)).toList(),
                earlier.hubs().equals(later.hubs()) ? null : later.hubs());
    }

    private static <T> List<T> otherwise(List<T> earlier, List<T> later) {
        if (earlier.equals(
                later)) { // which is quick where they are of the same objects, as hundreds of thousands may be
            return List.of();
        }
        Set<T> known = new HashSet<>(earlier);
        return later.stream().filter(each -> !known.contains(each)).toList();
    }

    private static <T, K> List<K> gone(List<T> earlier, List<T> later, Function<T, K> key) {
        if (earlier.equals(later)) {
            return List.of();
        }
        Set<K> there = new HashSet<>();
        later.forEach(each -> there.add(key.apply(each)));
        return earlier.stream().map(key).filter(each -> !there.contains(each)).toList();
    }

    /** Whether it makes the later version of a copy of {@code version}. */
    public boolean fits(long copy) {
        return from <= copy && copy < version;
    }

    /** These, and those of {@code next}, which begin where these end or before. */
    public RegistryChanges then(RegistryChanges next) {
        return new RegistryChanges(
                from,
                next.version,
                merged(members, next.members, next.membersGone, Member::code),
                stillGone(membersGone, next.membersGone, next.members, Member::code),
                merged(agreements, next.agreements, next.agreementsGone, Agreement::id),
                stillGone(agreementsGone, next.agreementsGone, next.agreements, Agreement::id),
                next.categories.isEmpty() ? categories : next.categories,
                ended(retired, next.retired, next.members),
                next.hubs == null ? hubs : next.hubs);
    }

    private static <T, K extends Comparable<K>> List<T> merged(
            List<T> known, List<T> others, Collection<K> gone, Function<T, K> key) {
        Map<K, T> merged = new TreeMap<>();
        known.forEach(each -> merged.put(key.apply(each), each));
        gone.forEach(merged::remove);
        others.forEach(each -> merged.put(key.apply(each), each));
        return List.copyOf(merged.values());
    }

    private static <T, K extends Comparable<K>> List<K> stillGone(
            List<K> gone, List<K> next, List<T> back, Function<T, K> key) {
        Set<K> there = new HashSet<>();
        back.forEach(each -> there.add(key.apply(each)));
        return Stream.concat(gone.stream(), next.stream())
                .distinct()
                .filter(each -> !there.contains(each))
                .sorted()
                .toList();
    }

    /** A key that its member has again has not ended; of two ends of one key the later word counts. */
    private static List<RetiredKey> ended(List<RetiredKey> known, List<RetiredKey> next, List<Member> members) {
        Map<Map<String, String>, RetiredKey> ended = new LinkedHashMap<>();
        known.forEach(key -> ended.put(point(key.jwk()), key));
        members.forEach(member -> member.keys().forEach(jwk -> ended.remove(point(jwk))));
        next.forEach(key -> ended.put(point(key.jwk()), key));
        return List.copyOf(ended.values());
    }

    /** The key itself, without its times. */
    private static Map<String, String> point(Map<String, String> jwk) {
        return Map.of("x", jwk.getOrDefault("x", ""), "y", jwk.getOrDefault("y", ""));
    }

    /** The later version; {@code copy} must be one that this fits. Members by code, agreements by id. */
    public Registry appliedTo(Registry copy) {
        if (!fits(copy.version())) {
            throw new IllegalArgumentException(
                    "changes from " + from + " to " + version + " of a copy of version " + copy.version());
        }
        return new Registry(
                version,
                merged(copy.members(), members, membersGone, Member::code),
                merged(copy.agreements(), agreements, agreementsGone, Agreement::id),
                categories.isEmpty() ? copy.categories() : categories,
                ended(copy.retired(), retired, members).stream()
                        .sorted(Comparator.comparing(RetiredKey::member).thenComparing(RetiredKey::since))
                        .toList(),
                0,
                0,
                0,
                hubs == null ? copy.hubs() : hubs);
    }
}
