package io.snodo.hub.federation;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.RegistryParts;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps the parts of what a neighbour tells until they are whole; of one neighbour those of one version. */
final class ToldParts {
    private static final int MOST = 1_000;

    private final Map<MemberCode, Map<Integer, Registry>> waiting = new HashMap<>();

    synchronized Optional<Registry> whole(MemberCode hub, Registry said) {
        if (said.parts() < 2) {
            waiting.remove(hub);
            return Optional.of(said);
        }
        Map<Integer, Registry> parts = waiting.computeIfAbsent(hub, _ -> new TreeMap<>());
        parts.values().removeIf(part -> part.version() != said.version() || part.parts() != said.parts());
        if (said.parts() <= MOST) {
            parts.put(said.part(), said);
        }
        if (parts.size() < said.parts()) {
            return Optional.empty();
        }
        waiting.remove(hub);
        return Optional.of(RegistryParts.joined(parts.values()));
    }
}
