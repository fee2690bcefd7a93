package io.snodo.hub.exchange;

import io.snodo.hub.members.Circle;
import io.snodo.hub.members.Members;
import io.snodo.hub.members.Registrar;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.body.Body;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.RegistryChanges;
import io.snodo.messages.body.RegistryParts;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * What there is to say of the registry to who has a certain copy: sealed and recorded once, however many are told. Not to be
 * asked from within a decision, because it waits for one.
 */
@Component
class RegistryEditions {
    /** Of one version; members that invent ever new copies are all told the same. */
    private static final int MOST = 200;

    private static final long NONE = 0;

    /** What some have of what is told in their circle. */
    record Copy(Circle circle, long version) {
        Copy none() {
            return new Copy(circle, NONE);
        }
    }

    private final Members members;
    private final Registrar registrar;
    private final Exchange exchange;
    private final Clock clock;
    private final Map<Copy, List<UUID>> said = new HashMap<>();
    private long version;

    RegistryEditions(Members members, Registrar registrar, Exchange exchange, Clock clock) {
        this.members = members;
        this.registrar = registrar;
        this.exchange = exchange;
        this.clock = clock;
    }

    /** The messages that make the present version of {@code copy}; empty if the hub is too busy to say them. */
    synchronized Optional<List<UUID>> of(Copy copy) {
        Registry now = members.registry(copy.circle());
        if (now.version() != version) {
            said.clear();
            version = now.version();
        }
        if (copy.version() == version) {
            return Optional.of(List.of());
        }
        List<UUID> known = said.get(copy);
        return known == null ? anew(now, said.size() < MOST ? copy : copy.none()) : Optional.of(known);
    }

    private Optional<List<UUID>> anew(Registry now, Copy copy) {
        boolean old = copy.version() < version;
        Optional<RegistryChanges> changes = copy.version() > NONE && old
                ? registrar.changes(copy.circle(), copy.version(), version)
                : Optional.empty();
        if (changes.isPresent()) {
            return said(copy, List.of(changes.get()));
        }
        List<UUID> known = old ? said.get(copy.none()) : null;
        return known == null ? said(old ? copy.none() : copy, whole(now, copy.version())) : Optional.of(known);
    }

    private static List<Registry> whole(Registry now, long copy) {
        Registry said = copy <= now.version()
                ? now
                : new Registry(
                        now.version(),
                        now.members(),
                        now.agreements(),
                        now.categories(),
                        now.retired(),
                        0,
                        0,
                        copy,
                        now.hubs());
        return RegistryParts.of(said, RegistryParts.ROOM);
    }

    private Optional<List<UUID>> said(Copy copy, List<? extends Body> bodies) {
        List<UUID> messages = new ArrayList<>();
        for (Body body : bodies) {
            Message message = Message.of(clock, MemberCode.HUB, List.of(), body);
            if (exchange.say(message).join() instanceof Decision.Refused) {
                return Optional.empty();
            }
            messages.add(message.id());
        }
        said.put(copy, List.copyOf(messages));
        return Optional.of(List.copyOf(messages));
    }
}
