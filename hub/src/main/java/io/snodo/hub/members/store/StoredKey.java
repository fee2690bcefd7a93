package io.snodo.hub.members.store;

import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import io.snodo.messages.seal.Validity;
import io.snodo.messages.seal.VerifyKey;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** A public seal key, also one that counts no longer: old seals stay attributable. */
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

    @Column(name = "expires_at")
    private @Nullable Instant expiresAt;

    @Column(name = "retired_at")
    private @Nullable Instant retiredAt;

    private boolean revoked;
    private boolean enrolled;

    @SuppressWarnings("NullAway.Init") // Hibernate fills it
    protected StoredKey() {}

    /** Known from {@code now} on, or from when its certificate begins. */
    StoredKey(MemberCode member, VerifyKey key, Validity certificate, Instant now) {
        this.keyId = key.keyId();
        this.member = member.value();
        this.jwk = Json.MAPPER.writeValueAsString(key.jwk());
        this.addedAt = certificate.since() == null || certificate.since().isBefore(now) ? now : certificate.since();
        this.expiresAt = certificate.until();
    }

    String keyId() {
        return keyId;
    }

    MemberCode member() {
        return new MemberCode(member);
    }

    boolean isEnrolled() {
        return enrolled;
    }

    /** Got by enrolment: no folder brings it, and none takes it away. */
    StoredKey enrolled() {
        enrolled = true;
        return this;
    }

    boolean isRetired() {
        return retiredAt != null;
    }

    boolean isRevoked() {
        return revoked;
    }

    /** For a key that is not retired. */
    Map<String, String> timedJwk() {
        return new Validity(addedAt, expiresAt).on(jwk());
    }

    /** For one that is. */
    Registry.RetiredKey asRetired() {
        Instant retired = Objects.requireNonNull(retiredAt);
        Instant until = expiresAt != null && expiresAt.isBefore(retired) ? expiresAt : retired;
        return new Registry.RetiredKey(member(), jwk(), addedAt, until, revoked);
    }

    private Map<String, String> jwk() {
        return Json.MAPPER.readValue(jwk, new TypeReference<LinkedHashMap<String, String>>() {});
    }

    void retire(Instant now) {
        retiredAt = now;
    }

    /** Does not come back from this; what was recorded until now stays good. */
    void revoke(Instant now) {
        revoked = true;
        if (retiredAt == null) {
            retiredAt = now;
        }
    }

    /** It is there: perhaps with a new certificate, perhaps put back after it was taken out by mistake. */
    void present(Validity certificate) {
        expiresAt = certificate.until();
        retiredAt = null;
    }
}
