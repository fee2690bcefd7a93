package io.snodo.hub.members;

import io.snodo.hub.members.Change.Kind;
import io.snodo.messages.MemberCode;
import io.snodo.messages.seal.VerifyKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is otherwise in the hubs next to this one, hub by hub, as {@link Difference} has it of members. */
final class NearDifference {
    private final List<Change> changes = new ArrayList<>();

    private NearDifference() {}

    static List<Change> between(List<NearHub> known, List<NearHub> wanted) {
        Map<MemberCode, NearHub> before = byCode(known);
        Map<MemberCode, NearHub> after = byCode(wanted);
        NearDifference difference = new NearDifference();
        Set<MemberCode> all = new TreeSet<>(before.keySet());
        all.addAll(after.keySet());
        all.forEach(code -> difference.hub(before.get(code), after.get(code)));
        return List.copyOf(difference.changes);
    }

    private void hub(@Nullable NearHub was, @Nullable NearHub is) {
        if (was != null && is != null) {
            field("name", was, is, NearHub::name);
            field("endpoint", was, is, NearHub::endpoint);
            field("tracking", was, is, NearHub::tracking);
            field("takes", was, is, NearHub::takes);
            field("gives", was, is, NearHub::gives);
            keys(was, is);
        } else if (is != null) {
            note(Kind.HUB_ADDED, is, is.name());
        } else if (was != null) {
            note(Kind.HUB_GONE, was, was.name());
        }
    }

    private <T> void field(String name, NearHub was, NearHub is, Function<NearHub, @Nullable T> field) {
        if (!Objects.equals(field.apply(was), field.apply(is))) {
            note(Kind.HUB_CHANGED, is, name);
        }
    }

    private void keys(NearHub was, NearHub is) {
        Set<String> before = keys(was);
        Set<String> after = keys(is);
        after.stream().filter(key -> !before.contains(key)).forEach(key -> note(Kind.KEY_ADDED, is, key));
        before.stream().filter(key -> !after.contains(key)).forEach(key -> note(Kind.KEY_RETIRED, is, key));
        if (before.equals(after) && !was.keys().equals(is.keys())) {
            note(Kind.HUB_CHANGED, is, "keys");
        }
    }

    private static Set<String> keys(NearHub hub) {
        return hub.keys().stream().map(jwk -> VerifyKey.ofJwk(jwk).keyId()).collect(Collectors.toSet());
    }

    private void note(Kind kind, NearHub about, String what) {
        changes.add(new Change(kind, about.code(), what));
    }

    private static Map<MemberCode, NearHub> byCode(List<NearHub> hubs) {
        Map<MemberCode, NearHub> byCode = new TreeMap<>();
        hubs.forEach(hub -> byCode.put(hub.code(), hub));
        return byCode;
    }
}
