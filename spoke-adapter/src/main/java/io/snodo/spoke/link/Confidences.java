package io.snodo.spoke.link;

import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.Registry.Agreement;
import io.snodo.messages.body.Terms;
import io.snodo.messages.confidential.Confidential;
import io.snodo.messages.confidential.DecryptionKey;
import io.snodo.messages.confidential.Disclosure;
import io.snodo.messages.confidential.EncryptionKey;
import io.snodo.messages.confidential.Tie;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is told in confidence: encrypted for members by the registry's keys, opened with our own. */
public class Confidences {
    private final RegistryCopy registry;
    private final MemberCode me;
    private final Clock clock;
    private final List<DecryptionKey> own;

    /** {@code own} may be empty: then we can tell others, and are told nothing. */
    public Confidences(RegistryCopy registry, MemberCode me, List<DecryptionKey> own, Clock clock) {
        this.registry = registry;
        this.me = me;
        this.clock = clock;
        this.own = List.copyOf(own);
    }

    /** For {@code readers} and for us; null if none of them has a key. */
    public @Nullable JsonNode write(
            Disclosure what, UUID message, TicketNumber ticket, Collection<MemberCode> readers) {
        return write(what, Tie.of(message, ticket), readers);
    }

    /** The same for whatever a message is about. */
    public @Nullable JsonNode write(Disclosure what, Tie tie, Collection<MemberCode> readers) {
        Set<EncryptionKey> keys = new LinkedHashSet<>();
        own.stream().limit(1).map(DecryptionKey::encryptionKey).forEach(keys::add);
        readers.stream().filter(this::mayBeTold).forEach(reader -> key(reader).ifPresent(keys::add));
        return keys.isEmpty() ? null : Confidential.seal(what, tie, keys);
    }

    /** What we may read of it; empty if it is not for us, or not what its sender sealed. */
    public Optional<Disclosure> read(JsonNode jwe, UUID message, TicketNumber ticket) {
        return read(jwe, Tie.of(message, ticket));
    }

    /** The same of whatever a message is about. */
    public Optional<Disclosure> read(JsonNode jwe, Tie tie) {
        return own.stream()
                .flatMap(key -> Confidential.open(jwe, tie, key).stream())
                .findFirst();
    }

    /** Whether something can be encrypted for {@code member}, and no agreement withholds it. */
    public boolean canRead(MemberCode member) {
        return key(member).isPresent() && mayBeTold(member);
    }

    /** Not where all that lets us hand something to it is about the matter alone (ST-713). */
    private boolean mayBeTold(MemberCode member) {
        List<Agreement> takes = registry.agreements().between(Agreement.Kind.HANDOVER, member, me, clock.instant());
        return takes.isEmpty()
                || takes.stream()
                        .map(Agreement::deed)
                        .anyMatch(deed -> deed == null || deed.terms().visibility() != Terms.Visibility.MATTER);
    }

    /** Those of today's members who can read it, as their keys say. */
    public Set<MemberCode> readers(JsonNode jwe) {
        Set<String> ids = Confidential.readers(jwe);
        return registry.current().members().stream()
                .map(Registry.Member::code)
                .filter(code ->
                        key(code).filter(key -> ids.contains(key.keyId())).isPresent())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Optional<EncryptionKey> key(MemberCode member) {
        if (member.equals(me)) {
            return own.stream().findFirst().map(DecryptionKey::encryptionKey);
        }
        Map<String, String> jwk =
                registry.member(member).map(Registry.Member::encryption).orElse(null);
        return Optional.ofNullable(jwk).map(EncryptionKey::ofJwk);
    }
}
