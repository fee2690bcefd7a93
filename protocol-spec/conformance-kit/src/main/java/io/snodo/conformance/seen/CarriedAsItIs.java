package io.snodo.conformance.seen;

import io.snodo.conformance.seen.Event.What;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What is delivered is what was sealed, to the last octet. */
final class CarriedAsItIs implements Standing.Rule {
    private final Map<UUID, Map<String, String>> said = new HashMap<>();

    @Override
    public String title() {
        return "what is delivered is what its sender sealed, to the last octet";
    }

    @Override
    public Set<String> shows() {
        return Set.of("ST-065", "ST-121");
    }

    @Override
    public Optional<String> flaw(Event event) {
        UUID id = event.message();
        if (id == null) {
            return Optional.empty();
        }
        if (event.what() == What.SAID && !event.content().has("jws")) {
            return Optional.empty(); // SealedOnBehalf
        }
        if (event.what() == What.SAID) {
            String jws = event.content().path("jws").stringValue("");
            said.computeIfAbsent(id, _ -> new HashMap<>()).put(jws, jws);
            return Optional.empty();
        }
        Map<String, String> known = said.get(id);
        return event.what() == What.DELIVERED
                        && known != null
                        && !known.containsKey(event.content().path("message").stringValue(""))
                ? Optional.of(id + " was delivered otherwise than it was sealed")
                : Optional.empty();
    }
}
