package io.snodo.hub.members.store;

import io.snodo.hub.members.Roster;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import io.snodo.messages.seal.VerifyKey;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Reads the registry, and makes it what it should be; both within the caller's transaction, as the hub's tenant. */
@Component
public class StoredRegistry {
    private final EntityManager entities;

    StoredRegistry(EntityManager entities) {
        this.entities = entities;
    }

    public Roster read() {
        Map<MemberCode, List<Map<String, String>>> keys = new HashMap<>();
        for (StoredKey key : all(StoredKey.class, "member, addedAt, keyId")) {
            if (key.isValid()) {
                keys.computeIfAbsent(key.member(), _ -> new ArrayList<>()).add(key.jwk());
            }
        }
        Registry registry = new Registry(
                entities.find(StoredVersion.class, true).version(),
                all(StoredMember.class, "code").stream()
                        .filter(StoredMember::belongs)
                        .map(member -> member.member(keys.getOrDefault(member.code(), List.of())))
                        .toList(),
                all(StoredAgreement.class, "id").stream()
                        .map(StoredAgreement::agreement)
                        .toList(),
                all(StoredCategory.class, "position").stream()
                        .map(StoredCategory::category)
                        .toList());
        return new Roster(
                registry,
                all(StoredBinding.class, "member").stream()
                        .collect(Collectors.toMap(StoredBinding::member, StoredBinding::binding)));
    }

    /** Makes it {@code wanted}, under the next version; the version's row keeps other hub nodes waiting meanwhile. */
    public void become(Roster roster, Instant now) {
        Registry wanted = roster.registry();
        StoredVersion version = entities.find(StoredVersion.class, true, LockModeType.PESSIMISTIC_WRITE);
        Map<MemberCode, StoredMember> members =
                all(StoredMember.class, "code").stream().collect(Collectors.toMap(StoredMember::code, m -> m));
        Map<String, StoredKey> keys =
                all(StoredKey.class, "keyId").stream().collect(Collectors.toMap(StoredKey::keyId, k -> k));
        all(StoredAgreement.class, "id").forEach(entities::remove);
        all(StoredCategory.class, "code").forEach(entities::remove);
        all(StoredBinding.class, "member").forEach(entities::remove);
        for (Registry.Member member : wanted.members()) {
            StoredMember known = members.remove(member.code());
            StoredMember stored = known == null ? new StoredMember(member.code(), now) : known;
            stored.present(member);
            if (known == null) {
                entities.persist(stored);
            }
            for (Map<String, String> jwk : member.keys()) {
                keep(keys, member.code(), VerifyKey.ofJwk(jwk), now);
            }
        }
        members.values().stream().filter(StoredMember::belongs).forEach(gone -> gone.leave(now));
        keys.values().stream().filter(StoredKey::isValid).forEach(gone -> gone.revoke(now));
        entities.flush(); // agreements and bindings refer to members
        roster.bindings().forEach((member, binding) -> entities.persist(new StoredBinding(member, binding)));
        wanted.agreements().forEach(agreement -> entities.persist(new StoredAgreement(agreement)));
        for (int i = 0; i < wanted.categories().size(); i++) {
            entities.persist(new StoredCategory(wanted.categories().get(i), i));
        }
        version.grow();
        entities.flush();
    }

    private void keep(Map<String, StoredKey> keys, MemberCode member, VerifyKey key, Instant now) {
        StoredKey stored = keys.remove(key.keyId());
        if (stored == null) {
            entities.persist(new StoredKey(member, key, now));
        } else if (!stored.member().equals(member)) {
            throw new IllegalStateException(
                    "seal key " + key.keyId() + " was another member's; it cannot change hands");
        } else {
            stored.reinstate();
        }
    }

    private <T> List<T> all(Class<T> type, String order) {
        return entities.createQuery("from " + type.getSimpleName() + " order by " + order, type)
                .getResultList();
    }
}
