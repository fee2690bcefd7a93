package io.snodo.hub.members.store;

import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.Service;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** A member, also one that has left: its tickets keep naming it. */
@Entity
@Table(name = "member")
class StoredMember {
    @Id
    private String code;

    private String name;
    private String prefix;
    private String territory;
    private @Nullable String phone;
    private @Nullable String encryption;
    private List<String> skills;
    private @Nullable String service;

    @Column(name = "joined_at")
    private Instant joinedAt;

    @Column(name = "left_at")
    private @Nullable Instant leftAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills it
    protected StoredMember() {}

    @SuppressWarnings("NullAway.Init") // present() fills the rest
    StoredMember(MemberCode code, Instant joinedAt) {
        this.code = code.value();
        this.joinedAt = joinedAt;
    }

    /** As the member presents itself now; who had left is back. */
    void present(Registry.Member member) {
        name = member.name();
        prefix = member.prefix();
        territory = member.territory();
        phone = member.phone();
        encryption = member.encryption() == null ? null : Json.MAPPER.writeValueAsString(member.encryption());
        skills = List.copyOf(member.skills());
        service = member.service() == null ? null : Json.MAPPER.writeValueAsString(member.service());
        leftAt = null;
    }

    void encrypts(@Nullable Map<String, String> jwk) {
        encryption = jwk == null ? null : Json.MAPPER.writeValueAsString(jwk);
    }

    @Nullable
    Map<String, String> encryption() {
        return encryption == null
                ? null
                : Json.MAPPER.readValue(encryption, new TypeReference<LinkedHashMap<String, String>>() {});
    }

    void leave(Instant now) {
        leftAt = now;
    }

    /** What is no name of it is forgotten; name and code stay, because what it has sealed is attributed by them. */
    void fallSilent() {
        phone = null;
        encryption = null;
        skills = List.of();
        service = null;
    }

    boolean belongs() {
        return leftAt == null;
    }

    MemberCode code() {
        return new MemberCode(code);
    }

    Registry.Member member(List<Map<String, String>> keys) {
        return new Registry.Member(code(), name, prefix, territory, List.copyOf(skills), keys, encryption(), phone)
                .serving(service == null ? null : Json.MAPPER.readValue(service, Service.class));
    }
}
