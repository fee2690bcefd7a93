package io.snodo.messages.seal;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The seal keys that a registry names, those that count and those that did, each with its owner and its time. */
public final class KeyRing {
    private final Map<String, Held> keys = new HashMap<>();

    /** A key, whose it is, and when its seals count. */
    public record Held(MemberCode member, VerifyKey key, Validity validity) {}

    private KeyRing() {}

    public static KeyRing of(Registry registry) {
        KeyRing ring = new KeyRing();
        for (Registry.RetiredKey key : registry.retired()) {
            ring.put(key.member(), key.jwk(), new Validity(key.since(), key.until()));
        }
        for (Registry.Member member : registry.members()) {
            member.keys().forEach(jwk -> ring.put(member.code(), jwk, Validity.ofJwk(jwk)));
        }
        return ring;
    }

    private void put(MemberCode member, Map<String, String> jwk, Validity validity) {
        VerifyKey key = VerifyKey.ofJwk(jwk);
        keys.put(key.keyId(), new Held(member, key, validity));
    }

    /** By its thumbprint. */
    public Optional<Held> find(String keyId) {
        return Optional.ofNullable(keys.get(keyId));
    }

    /** The same, if it is {@code member}'s. */
    public Optional<Held> find(MemberCode member, String keyId) {
        return find(keyId).filter(held -> held.member().equals(member));
    }
}
