package io.snodo.conformance.seen;

import io.snodo.messages.Json;
import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.seal.VerifyKey;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Every stamp leads by its path to a root that the hub has signed. */
final class StampsHold implements Standing.Rule {
    private final VerifyKey hub;

    StampsHold(VerifyKey hub) {
        this.hub = hub;
    }

    @Override
    public String title() {
        return "every stamp leads by its path to a root with the hub's signature";
    }

    @Override
    public Set<String> shows() {
        return Set.of("ST-070", "ST-071", "ST-072", "ST-060", "ST-062");
    }

    @Override
    public Optional<String> flaw(Event event) {
        JsonNode stamp = event.content().path("stamp");
        if (stamp.isMissingNode()) {
            return Optional.empty();
        }
        try {
            return Json.MAPPER.treeToValue(stamp, Stamp.class).verify(hub).isPresent()
                    ? Optional.empty()
                    : Optional.of("the stamp of " + event.message() + " does not hold");
        } catch (JacksonException e) {
            return Optional.of("what stands for a stamp of " + event.message() + " is none");
        }
    }
}
