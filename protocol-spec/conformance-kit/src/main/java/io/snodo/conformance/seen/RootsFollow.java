package io.snodo.conformance.seen;

import io.snodo.messages.Json;
import io.snodo.messages.receipt.Root;
import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.seal.VerifyKey;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The signed roots are one chain: one root a batch, each naming the one before, none going back in time. */
final class RootsFollow implements Standing.Rule {
    private final VerifyKey hub;
    private final TreeMap<Long, Root> roots = new TreeMap<>();

    RootsFollow(VerifyKey hub) {
        this.hub = hub;
    }

    @Override
    public String title() {
        return "signed roots are one chain, one for each batch, and do not go back in time";
    }

    @Override
    public Set<String> shows() {
        return Set.of("ST-072", "ST-325");
    }

    @Override
    public Optional<String> flaw(Event event) {
        JsonNode stamp = event.content().path("stamp");
        if (stamp.isMissingNode()) {
            return Optional.empty();
        }
        try {
            return Json.MAPPER.treeToValue(stamp, Stamp.class).root(hub).flatMap(this::follows);
        } catch (JacksonException e) {
            return Optional.empty(); // another rule says so
        }
    }

    private Optional<String> follows(Root root) {
        Root known = roots.putIfAbsent(root.batch(), root);
        if (known != null && !known.equals(root)) {
            return Optional.of("two roots for batch " + root.batch());
        }
        if (root.batch() < 1 || root.batch() == 1 != (root.previous() == null)) {
            return Optional.of("the first batch is 1 and the only one that names no root before");
        }
        return neighbours(roots.lowerEntry(root.batch()), Map.entry(root.batch(), root))
                .or(() -> neighbours(Map.entry(root.batch(), root), roots.higherEntry(root.batch())));
    }

    private static Optional<String> neighbours(
            Map.@org.jspecify.annotations.Nullable Entry<Long, Root> before,
            Map.@org.jspecify.annotations.Nullable Entry<Long, Root> after) {
        if (before == null || after == null) {
            return Optional.empty();
        }
        if (after.getValue().at().isBefore(before.getValue().at())) {
            return Optional.of("batch " + after.getKey() + " is older than the one before");
        }
        boolean next = before.getKey() + 1 == after.getKey();
        return next && !before.getValue().root().equals(after.getValue().previous())
                ? Optional.of("batch " + after.getKey() + " names another root before it")
                : Optional.empty();
    }
}
