package io.snodo.conformance.seen;

import io.snodo.conformance.seen.Event.What;
import io.snodo.messages.refusal.Catalogue;
import io.snodo.messages.refusal.RefusalCode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Refusals carry a code of the catalogue and what goes with it, and tell nothing that the message said. */
final class RefusalsPublished implements Standing.Rule {
    private static final int WORD = 6;
    private final Map<UUID, JsonNode> bodies = new HashMap<>();

    @Override
    public String title() {
        return "refusals carry a code of the catalogue with its class, and nothing of what the message said";
    }

    @Override
    public Set<String> shows() {
        return Set.of("ST-150", "ST-020");
    }

    @Override
    public Optional<String> flaw(Event event) {
        UUID id = event.message();
        if (event.what() == What.SAID && id != null) {
            bodies.put(id, event.content().path("envelope").path("body"));
        }
        return event.what() == What.REFUSED ? problem(event.content(), id) : Optional.empty();
    }

    private Optional<String> problem(JsonNode problem, @org.jspecify.annotations.Nullable UUID id) {
        String code = problem.path("code").stringValue("");
        Optional<RefusalCode> known = Arrays.stream(RefusalCode.values())
                .filter(c -> c.wire().equals(code))
                .findFirst();
        if (known.isEmpty()) {
            return Optional.of("refused with " + code + ", which the catalogue does not have");
        }
        Catalogue.Entry entry = Catalogue.of(known.get());
        if (entry.retryable() != problem.path("retryable").booleanValue(false)
                || entry.http() != problem.path("status").intValue(0)
                || !problem.path("type").stringValue("").equals("urn:staffetta:refusal:" + code)) {
            return Optional.of(
                    "the refusal with " + code + " says another status, type or retryable than the catalogue");
        }
        String detail = problem.path("detail").stringValue("");
        JsonNode body = id == null ? problem.path("no-body") : bodies.getOrDefault(id, problem.path("no-body"));
        return body.valueStream()
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .filter(text -> text.length() >= WORD && detail.contains(text))
                .findFirst()
                .map(_ -> "the detail of the refusal of " + id + " holds content of the message");
    }
}
