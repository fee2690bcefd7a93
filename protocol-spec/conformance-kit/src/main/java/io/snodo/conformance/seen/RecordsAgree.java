package io.snodo.conformance.seen;

import io.snodo.conformance.seen.Event.What;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A record names the message it is about as it is: id, digest, sender, type, ticket. */
final class RecordsAgree implements Standing.Rule {
    /** By digest, because one id may be said with several. */
    private final Map<String, JsonNode> said = new HashMap<>();

    /** What was said without a seal has no digest before the hub gives it one. */
    private final Map<UUID, JsonNode> unsealed = new HashMap<>();

    private final Map<UUID, String> digests = new HashMap<>();

    @Override
    public String title() {
        return "records agree with their messages in id, digest, sender, type and ticket";
    }

    @Override
    public Set<String> shows() {
        return Set.of("ST-066", "ST-073", "ST-322");
    }

    @Override
    public Optional<String> flaw(Event event) {
        return switch (event.what()) {
            case SAID -> {
                UUID id = event.message();
                if (event.content().has("digest")) {
                    said.put(
                            event.content().path("digest").stringValue(""),
                            event.content().path("envelope"));
                } else if (id != null) {
                    unsealed.put(id, event.content().path("envelope"));
                }
                yield Optional.empty();
            }
            case RECORDED, DELIVERED -> agrees(event);
            case REFUSED, REJECTED, TOLD, RECEIPT, CALLED, LINK -> Optional.empty();
        };
    }

    private Optional<String> agrees(Event event) {
        JsonNode record = event.record();
        String digest = record.path("digest").stringValue("");
        UUID id = event.message();
        if (id != null) {
            String known = digests.putIfAbsent(id, digest);
            if (known != null && !known.equals(digest)) {
                return Optional.of("two digests are recorded for " + id);
            }
        }
        JsonNode envelope = event.what() == What.DELIVERED
                ? event.content().path("envelope")
                : said.getOrDefault(
                        digest, unsealed.getOrDefault(id, event.content().path("no-envelope")));
        if (event.what() == What.DELIVERED
                && !Reads.digest(event.content().path("message").stringValue(""))
                        .equals(digest)) {
            return Optional.of("the record of " + id + " has another digest than what was delivered");
        }
        if (envelope.isMissingNode()) {
            return Optional.of("what is recorded as " + id + " was never said");
        }
        for (Map.Entry<String, String> field : Map.of(
                        "message", "id", "from", "from", "type", "type", "ticket", "ticket")
                .entrySet()) {
            if (!record.path(field.getKey())
                    .asString("")
                    .equals(envelope.path(field.getValue()).asString(""))) {
                return Optional.of("the record of " + id + " and the message differ in " + field.getKey());
            }
        }
        return List.of("sequence", "recordedAt").stream()
                .filter(field -> record.path(field).isMissingNode())
                .findFirst()
                .map(field -> "the record of " + id + " lacks " + field);
    }
}
