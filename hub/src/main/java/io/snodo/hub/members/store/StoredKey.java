package io.snodo.hub.members.store;

import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.seal.VerifyKey;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** A public seal key, also a revoked one: old seals stay attributable. */
@Entity
@Table(name = "member_key")
class StoredKey {
    @Id
    @Column(name = "key_id")
    private String keyId;

    private String member;
    private String jwk;

    @Column(name = "added_at")
    private Instant addedAt;

    @Column(name = "revoked_at")
    private @Nullable Instant revokedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills it
    protected StoredKey() {}

    StoredKey(MemberCode member, VerifyKey key, Instant addedAt) {
        this.keyId = key.keyId();
        this.member = member.value();
        this.jwk = Json.MAPPER.writeValueAsString(key.jwk());
        this.addedAt = addedAt;
    }

    String keyId() {
        return keyId;
    }

    MemberCode member() {
        return new MemberCode(member);
    }

    Map<String, String> jwk() {
        return Json.MAPPER.readValue(jwk, new TypeReference<LinkedHashMap<String, String>>() {});
    }

    boolean isValid() {
        return revokedAt == null;
    }

    void revoke(Instant now) {
        revokedAt = now;
    }

    /** A key that was taken out by mistake and is put back. */
    void reinstate() {
        revokedAt = null;
    }
}
