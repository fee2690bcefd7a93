package io.snodo.hub.members.store;

import io.snodo.hub.members.Attaching;
import io.snodo.hub.members.Binding;
import io.snodo.hub.members.Limits;
import io.snodo.hub.members.Roster;
import io.snodo.hub.tenancy.Home;
import io.snodo.hub.tenancy.Homes;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.Registry.Category;
import io.snodo.messages.seal.Validity;
import io.snodo.messages.seal.VerifyKey;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the registry, and makes it what it should be; both within the caller's transaction, as the hub's tenant. */
@Component
public class StoredRegistry {
    private final EntityManager entities;
    private final ListedAgreements agreements;
    private final StoredArrangements arranged;
    private final Homes homes;

    StoredRegistry(EntityManager entities, ListedAgreements agreements, StoredArrangements arranged, Homes homes) {
        this.entities = entities;
        this.agreements = agreements;
        this.arranged = arranged;
        this.homes = homes;
    }

    /** Of the retired keys only those that somebody may still need (ST-506). */
    public Roster read() {
        Map<MemberCode, List<Map<String, String>>> keys = new HashMap<>();
        List<StoredKey> retired = new ArrayList<>();
        for (StoredKey key : all(StoredKey.class, "member, addedAt, keyId")) {
            if (key.isRetired()) {
                retired.add(key);
            } else {
                keys.computeIfAbsent(key.member(), _ -> new ArrayList<>()).add(key.timedJwk());
            }
        }
        Set<String> needed = retired.isEmpty() ? Set.of() : needed();
        Registry registry = new Registry(
                entities.find(StoredVersion.class, true).version(),
                all(StoredMember.class, "code").stream()
                        .filter(StoredMember::belongs)
                        .map(member -> member.member(keys.getOrDefault(member.code(), List.of())))
                        .toList(),
                agreements.read(),
                all(StoredCategory.class, "position").stream()
                        .map(StoredCategory::category)
                        .toList(),
                retired.stream()
                        .filter(key -> needed.contains(key.keyId()))
                        .map(StoredKey::asRetired)
                        .toList());
        return new Roster(
                registry,
                all(StoredBinding.class, "member").stream()
                        .collect(Collectors.toMap(StoredBinding::member, StoredBinding::binding)),
                all(StoredAttaching.class, "member").stream()
                        .collect(Collectors.toMap(StoredAttaching::member, StoredAttaching::attaching)),
                all(StoredLimits.class, "member").stream()
                        .collect(Collectors.toMap(StoredLimits::member, StoredLimits::limits)),
                elsewhere(registry),
                arranged.read());
    }

    /** Of who has left it is not said any more. */
    private Map<MemberCode, String> elsewhere(Registry registry) {
        Map<MemberCode, String> elsewhere = new HashMap<>(homes.elsewhere());
        elsewhere
                .keySet()
                .retainAll(
                        registry.members().stream().map(Registry.Member::code).toList());
        return elsewhere;
    }

    /**
     * @param version of the registry
     * @param told which of them its members have been told of
     * @param certificates of the certificates that doors go by
     */
    public record Progress(long version, long told, long certificates) {
        public boolean isUntold() {
            return told < version;
        }

        /** Whether nothing has changed since, whatever was told. */
        public boolean isAt(long version, long certificates) {
            return this.version == version && this.certificates == certificates;
        }
    }

    public Progress progress() {
        return entities.find(StoredVersion.class, true).progress();
    }

    /** The same, {@link #alone}. */
    public boolean isUntold() {
        return locked().progress().isUntold();
    }

    /** Of the newest. */
    public void told() {
        entities.find(StoredVersion.class, true).tell();
    }

    /** Others that want to change or tell something wait from here until the caller's transaction has ended. */
    public void alone() {
        locked();
    }

    private StoredVersion locked() {
        StoredVersion version = entities.find(StoredVersion.class, true);
        entities.refresh(version, LockModeType.PESSIMISTIC_WRITE); // as it is now, whenever it was read before
        return version;
    }

    private Set<String> needed() {
        List<?> needed = entities.createNativeQuery("select key_id from retired_keys_needed()", String.class)
                .getResultList();
        return needed.stream().map(String::valueOf).collect(Collectors.toSet());
    }

    /** Whether {@code keys} are known as revoked, all of them. */
    public boolean hasRevoked(List<Registry.RetiredKey> keys) {
        return keys.stream().allMatch(key -> {
            StoredKey stored = entities.find(StoredKey.class, keyOf(key).keyId());
            return stored != null && stored.isRevoked();
        });
    }

    /**
     * Makes it {@code wanted}, under the next version; the version's row keeps other hub nodes waiting meanwhile. What is
     * gone from it counts until {@code now} and what is new from then on.
     */
    public void become(Roster roster, Instant now) {
        Registry wanted = roster.registry();
        StoredVersion version = locked();
        Map<MemberCode, StoredMember> members =
                all(StoredMember.class, "code").stream().collect(Collectors.toMap(StoredMember::code, m -> m));
        Map<String, StoredKey> keys =
                all(StoredKey.class, "keyId").stream().collect(Collectors.toMap(StoredKey::keyId, k -> k));
        Map<MemberCode, Binding> bindings = all(StoredBinding.class, "member").stream()
                .collect(Collectors.toMap(StoredBinding::member, StoredBinding::binding));
        Map<MemberCode, Attaching> attaching = all(StoredAttaching.class, "member").stream()
                .collect(Collectors.toMap(StoredAttaching::member, StoredAttaching::attaching));
        Map<MemberCode, Limits> limits = all(StoredLimits.class, "member").stream()
                .collect(Collectors.toMap(StoredLimits::member, StoredLimits::limits));
        for (Registry.Member member : wanted.members()) {
            StoredMember known = members.remove(member.code());
            StoredMember stored = known == null ? new StoredMember(member.code(), now) : known;
            stored.present(member);
            if (known == null) {
                entities.persist(stored);
            }
            for (Map<String, String> jwk : member.keys()) {
                keep(keys, member.code(), jwk, now);
            }
        }
        wanted.retired().forEach(key -> revoke(keys, key, now));
        members.values().stream().filter(StoredMember::belongs).forEach(gone -> gone.leave(now));
        keys.values().stream().filter(key -> !key.isRetired()).forEach(gone -> gone.retire(now));
        entities.flush(); // agreements and bindings refer to members
        if (!bindings.equals(roster.bindings())) {
            replace(StoredBinding.class, "member", roster.bindings(), StoredBinding::new);
        }
        if (!attaching.equals(roster.attaching())) {
            replace(StoredAttaching.class, "member", roster.attaching(), StoredAttaching::new);
        }
        if (!limits.equals(roster.limits())) {
            replace(StoredLimits.class, "member", roster.limits(), StoredLimits::new);
        }
        settle(roster);
        agreements.become(wanted.agreements());
        categorise(wanted.categories());
        version.grow();
        entities.flush();
    }

    /** {@code gone} does not belong any more: its keys are retired, what was agreed with it ends, and how to reach it is forgotten. */
    public void leave(MemberCode gone, Instant now) {
        StoredMember member = entities.find(StoredMember.class, gone.value());
        member.leave(now);
        member.fallSilent();
        all(StoredKey.class, "keyId").stream()
                .filter(key -> key.member().equals(gone) && !key.isRetired())
                .forEach(key -> key.retire(now));
        agreements.end(agreed -> gone.equals(agreed.grantor()) || gone.equals(agreed.grantee()));
        all(StoredBinding.class, "member").stream()
                .filter(binding -> binding.member().equals(gone))
                .forEach(entities::remove);
        all(StoredAttaching.class, "member").stream()
                .filter(agreed -> agreed.member().equals(gone))
                .forEach(entities::remove);
        all(StoredLimits.class, "member").stream()
                .filter(agreed -> agreed.member().equals(gone))
                .forEach(entities::remove);
        entities.flush();
    }

    /** Whoever has nothing of its own yet begins where it is to live; who has is not asked for here (decision 0126). */
    private void settle(Roster roster) {
        Map<MemberCode, String> known = elsewhere(roster.registry());
        for (Registry.Member member : roster.registry().members()) {
            String wanted = roster.databases().getOrDefault(member.code(), Home.FIRST);
            if (!wanted.equals(known.getOrDefault(member.code(), Home.FIRST))) {
                homes.place(member.code(), wanted);
            }
        }
    }

    /** The seal keys that members have got by enrolment and have still. */
    public Map<MemberCode, List<Map<String, String>>> enrolledKeys() {
        return all(StoredKey.class, "member, addedAt, keyId").stream()
                .filter(key -> key.isEnrolled() && !key.isRetired())
                .collect(Collectors.groupingBy(
                        StoredKey::member, Collectors.mapping(StoredKey::timedJwk, Collectors.toList())));
    }

    /** A seal key that {@code member} has got by enrolment; what it had before goes on counting. */
    public void enrol(MemberCode member, VerifyKey key, Validity certificate, Instant now) {
        StoredKey known = entities.find(StoredKey.class, key.keyId());
        if (known == null) {
            entities.persist(new StoredKey(member, key, certificate, now).enrolled());
        } else if (!known.member().equals(member) || known.isRevoked()) {
            throw new IllegalStateException("seal key " + key.keyId() + " was another member's, or is revoked");
        } else {
            known.enrolled().present(certificate);
        }
    }

    /** What others encrypt for {@code member} with. */
    public @Nullable Map<String, String> encryption(MemberCode member) {
        return entities.find(StoredMember.class, member.value()).encryption();
    }

    /** From now on others encrypt for {@code member} with this. */
    public void encrypt(MemberCode member, @Nullable Map<String, String> jwk) {
        entities.find(StoredMember.class, member.value()).encrypts(jwk);
    }

    /** The keys it got by enrolment count no more. */
    public void retireEnrolled(MemberCode member, Instant now) {
        all(StoredKey.class, "keyId").stream()
                .filter(key ->
                        key.isEnrolled() && !key.isRetired() && key.member().equals(member))
                .forEach(key -> key.retire(now));
    }

    public void growCertificates() {
        locked().growCertificates();
        entities.flush();
    }

    private <T, S> void replace(
            Class<S> type, String order, Map<MemberCode, T> wanted, BiFunction<MemberCode, T, S> stored) {
        all(type, order).forEach(entities::remove);
        entities.flush(); // or what is new would come before what is gone
        wanted.forEach((member, each) -> entities.persist(stored.apply(member, each)));
    }

    private void categorise(List<Category> wanted) {
        List<StoredCategory> stored = all(StoredCategory.class, "position");
        if (!stored.stream().map(StoredCategory::category).toList().equals(wanted)) {
            stored.forEach(entities::remove);
            entities.flush();
            for (int i = 0; i < wanted.size(); i++) {
                entities.persist(new StoredCategory(wanted.get(i), i));
            }
        }
    }

    /** The next version, for a change of something beside the registry. */
    public void grow() {
        locked().grow();
        entities.flush();
    }

    /** Whether {@code member} had that key and it was not revoked; then it is, and the version grows. */
    public boolean revoke(MemberCode member, String keyId, Instant now) {
        StoredKey stored = entities.find(StoredKey.class, keyId);
        if (stored == null || !stored.member().equals(member) || stored.isRevoked()) {
            return false;
        }
        stored.revoke(now);
        grow();
        return true;
    }

    /** The ids of the keys that were ever revoked. */
    public Set<String> revoked() {
        return all(StoredKey.class, "keyId").stream()
                .filter(StoredKey::isRevoked)
                .map(StoredKey::keyId)
                .collect(Collectors.toSet());
    }

    /** A sentence for each key of {@code wanted} that was another member's. */
    public List<String> foreign(Registry wanted) {
        Map<String, MemberCode> owners =
                all(StoredKey.class, "keyId").stream().collect(Collectors.toMap(StoredKey::keyId, StoredKey::member));
        return wanted.members().stream()
                .flatMap(member -> member.keys().stream()
                        .map(VerifyKey::idOf)
                        .filter(id -> !member.code().equals(owners.getOrDefault(id, member.code())))
                        .map(id -> "The seal key " + id + " of " + member.code() + " was " + owners.get(id)
                                + "'s; it cannot change hands, so make a new one."))
                .toList();
    }

    private void keep(Map<String, StoredKey> keys, MemberCode member, Map<String, String> jwk, Instant now) {
        String id = VerifyKey.idOf(jwk);
        Validity certificate = Validity.ofJwk(jwk);
        StoredKey stored = own(keys, member, id);
        if (stored == null) {
            entities.persist(new StoredKey(member, VerifyKey.ofJwk(jwk), certificate, now));
        } else if (stored.isRevoked()) {
            throw new IllegalStateException(
                    "seal key " + id + " of " + member + " has been revoked; it cannot come back, make a new one");
        } else {
            stored.present(certificate);
        }
    }

    /** A key that was never known is known as revoked from now on, so that nobody brings it later. */
    private void revoke(Map<String, StoredKey> keys, Registry.RetiredKey revoked, Instant now) {
        VerifyKey key = keyOf(revoked);
        StoredKey stored = own(keys, revoked.member(), key.keyId());
        if (stored == null) {
            stored = new StoredKey(revoked.member(), key, Validity.ALWAYS, now);
            entities.persist(stored);
        }
        stored.revoke(now);
    }

    private static @Nullable StoredKey own(Map<String, StoredKey> keys, MemberCode member, String id) {
        StoredKey stored = keys.remove(id);
        if (stored != null && !stored.member().equals(member)) {
            throw new IllegalStateException("seal key " + id + " was another member's; it cannot change hands");
        }
        return stored;
    }

    private static VerifyKey keyOf(Registry.RetiredKey key) {
        return VerifyKey.ofJwk(key.jwk());
    }

    private <T> List<T> all(Class<T> type, String order) {
        return entities.createQuery("from " + type.getSimpleName() + " order by " + order, type)
                .getResultList();
    }
}
