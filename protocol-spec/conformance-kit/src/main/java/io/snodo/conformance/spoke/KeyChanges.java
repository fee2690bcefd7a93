package io.snodo.conformance.spoke;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import io.snodo.messages.seal.VerifyKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Which keys the invented members had before, and until when they counted. */
final class KeyChanges {
    private static final Duration BEFORE = Duration.ofDays(30);

    private final List<Former> former = new ArrayList<>();
    private final Map<String, Instant> since = new HashMap<>();
    private final Instant begun = Instant.EPOCH;

    private record Former(String who, VerifyKey key, Instant since, Instant until, String deed) {}

    /** {@code deed} is {@code adds}, where both count for a day, {@code retires} or {@code revokes}. */
    synchronized void change(String deed, String who, VerifyKey key, Instant now) {
        Instant until = deed.equals("adds") ? now.plus(Duration.ofDays(1)) : now;
        former.add(new Former(who, key, since.getOrDefault(who, now.minus(BEFORE)), until, deed));
        since.put(who, now);
    }

    /** What counts of this member's, the newest first. */
    synchronized List<Map<String, String>> counting(String who, VerifyKey newest) {
        List<Map<String, String>> keys = new ArrayList<>();
        keys.add(jwk(newest, since.getOrDefault(who, begun), null));
        former.stream()
                .filter(each -> each.who().equals(who) && each.deed().equals("adds"))
                .forEach(each -> keys.add(jwk(each.key(), each.since(), each.until())));
        return keys;
    }

    private static Map<String, String> jwk(
            VerifyKey key, Instant since, @org.jspecify.annotations.Nullable Instant until) {
        Map<String, String> jwk = new LinkedHashMap<>(key.jwk());
        if (since.isAfter(Instant.EPOCH)) {
            jwk.put("since", since.toString());
        }
        if (until != null) {
            jwk.put("until", until.toString());
        }
        return jwk;
    }

    synchronized List<Registry.RetiredKey> retired(Map<String, MemberCode> members) {
        return former.stream()
                .filter(each -> !each.deed().equals("adds"))
                .map(each -> new Registry.RetiredKey(
                        Objects.requireNonNull(members.get(each.who())),
                        each.key().jwk(),
                        each.since(),
                        each.until(),
                        each.deed().equals("revokes")))
                .toList();
    }
}
