package io.snodo.conformance.seen;

import io.snodo.conformance.seen.Event.What;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A spoke that is called acknowledges a call of the hub with 200 and its correlation id. */
final class SpokeAcknowledges implements Standing.Rule {
    @Override
    public String title() {
        return "a call of the hub is answered 200 with the correlation id of that call";
    }

    @Override
    public Set<String> shows() {
        return Set.of("ST-557");
    }

    @Override
    public Optional<String> flaw(Event event) {
        JsonNode seen = event.content();
        if (event.what() != What.CALLED || !seen.has("answered")) {
            return Optional.empty();
        }
        int status = seen.path("answered").intValue(0);
        return status == 200 && seen.path("ownCorrelation").booleanValue(false)
                ? Optional.empty()
                : Optional.of("a call was answered " + status
                        + (seen.path("ownCorrelation").booleanValue(false) ? "" : " and without its correlation id"));
    }
}
