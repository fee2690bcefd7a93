package io.snodo.conformance.spoke;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Deed;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.RegistryChanges;
import io.snodo.messages.body.Terms;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.VerifyKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Who belongs to the network that the spoke is told of: itself as A, the invented B and C, and D once it is enlarged. */
final class Membership {
    private static final Map<String, String> INVENTED = Map.of("B", "c_k001", "C", "c_k002", "D", "c_k003");

    private final Map<String, SealKey> seals = new ConcurrentHashMap<>();
    private final Map<String, MemberCode> members = new HashMap<>();
    private final Map<String, String> prefixes = new HashMap<>();
    private final KeyChanges keyChanges = new KeyChanges();
    private final VerifyKey spokeKey;
    private volatile long version = 1;
    private volatile boolean enlarged;
    private Registry before = new Registry(0, List.of(), List.of(), List.of());
    private Registry now = before;

    Membership(MemberCode spoke, String prefix, VerifyKey spokeKey, SealKey hub) {
        this.spokeKey = spokeKey;
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        secret[0] &= 0x7F;
        seals.put("B", SealKey.generate());
        seals.put("C", SealKey.ofP256(secret)); // the other algorithm that a spoke must know
        seals.put("D", SealKey.generate());
        seals.put("hub", hub);
        members.put("A", spoke);
        prefixes.put("A", prefix);
        INVENTED.forEach((letter, code) -> {
            members.put(letter, new MemberCode(code));
            prefixes.put(letter, code.substring(2).toUpperCase(Locale.ROOT));
        });
    }

    SealKey seal(String letter) {
        return Objects.requireNonNull(seals.get(letter), "nobody seals as " + letter);
    }

    String prefix(String letter) {
        return Objects.requireNonNull(prefixes.get(letter));
    }

    MemberCode spoke() {
        return Objects.requireNonNull(members.get("A"));
    }

    Map<String, MemberCode> members() {
        return Map.copyOf(members);
    }

    long version() {
        return version;
    }

    synchronized void enlarge() {
        registry();
        enlarged = true;
        version++;
    }

    /** The member seals with a new key from now on; what it sealed with before is {@code former-B} to cases. */
    synchronized void change(String deed, String who, Instant at) {
        registry();
        SealKey former = Objects.requireNonNull(seals.put(who, SealKey.generate()));
        seals.put("former-" + who, former);
        keyChanges.change(deed, who, former.verifyKey(), at);
        version++;
    }

    /** The same for as long as nothing changes. */
    synchronized Registry registry() {
        if (now.version() != version) {
            before = now;
            now = compiled();
        }
        return now;
    }

    /** What the last change has made otherwise. */
    synchronized RegistryChanges changes() {
        Registry later = registry();
        return RegistryChanges.between(before, later);
    }

    private Registry compiled() {
        List<Registry.Member> known = members.entrySet().stream()
                .filter(each -> enlarged || !each.getKey().equals("D"))
                .map(each -> new Registry.Member(
                        each.getValue(),
                        "Ente " + each.getKey(),
                        prefix(each.getKey()),
                        "027042",
                        List.of(),
                        each.getKey().equals("A")
                                ? List.of(spokeKey.jwk())
                                : keyChanges.counting(
                                        each.getKey(), seal(each.getKey()).verifyKey()),
                        null))
                .toList();
        List<Registry.Category> categories =
                List.of(new Registry.Category("illuminazione", "Illuminazione", "Lighting", 7));
        return new Registry(version, known, agreements(known), categories, keyChanges.retired(members));
    }

    /** Everybody with everybody, as members of one group who have accepted one deed. */
    private static List<Registry.Agreement> agreements(List<Registry.Member> known) {
        List<Registry.Agreement.Kind> kinds = List.of(Registry.Agreement.Kind.HANDOVER);
        Deed.Text text = new Deed.Text("Prova di conformità", "Trial of conformance");
        Terms terms = new Terms(List.of(), List.of(), null, 0, null, Terms.Visibility.PERSON, null, 0);
        Deed deed = new Deed(
                "prova",
                null,
                "prova",
                1,
                kinds,
                text,
                text,
                terms,
                Deed.digest("prova", 1, kinds, text, text, terms),
                null);
        return List.of(new Registry.Agreement(
                "prova.1.handover",
                Registry.Agreement.Kind.HANDOVER,
                null,
                null,
                List.of(),
                known.stream().map(Registry.Member::code).toList(),
                List.of(),
                deed));
    }
}
