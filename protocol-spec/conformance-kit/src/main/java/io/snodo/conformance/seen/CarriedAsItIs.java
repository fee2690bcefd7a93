package io.snodo.conformance.seen;

import io.snodo.conformance.seen.Event.What;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What is delivered is what was sealed, to the last octet; of what it hides, nothing but what its sender disclosed. */
final class CarriedAsItIs implements Standing.Rule {
    private final Map<UUID, Map<String, Set<String>>> said = new HashMap<>();

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
            said.computeIfAbsent(id, _ -> new HashMap<>())
                    .computeIfAbsent(sealed(jws), _ -> new HashSet<>())
                    .addAll(Disclosed.texts(jws));
            return Optional.empty();
        }
        Map<String, Set<String>> known = said.get(id);
        return event.what() == What.DELIVERED
                        && known != null
                        && !isOf(known, event.content().path("message").stringValue(""))
                ? Optional.of(id + " was delivered otherwise than it was sealed")
                : Optional.empty();
    }

    private static boolean isOf(Map<String, Set<String>> known, String delivered) {
        List<String> shown = Disclosed.texts(delivered);
        Set<String> disclosed = known.get(sealed(delivered));
        return disclosed != null
                && disclosed.containsAll(shown)
                && shown.stream().distinct().count() == shown.size();
    }

    /** With the tilde that follows where something is hidden. */
    private static String sealed(String message) {
        return Disclosed.jws(message) + (message.endsWith("~") ? "~" : "");
    }
}
