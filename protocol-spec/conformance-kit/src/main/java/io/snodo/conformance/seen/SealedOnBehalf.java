package io.snodo.conformance.seen;

import io.snodo.conformance.seen.Event.What;
import io.snodo.messages.seal.Sealed;
import io.snodo.messages.seal.VerifyKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** What a member has said without a seal is sealed by the hub under the key it holds for it, as it was said. */
final class SealedOnBehalf implements Standing.Rule {
    private final Map<UUID, JsonNode> said = new HashMap<>();
    private final Set<UUID> sealed = new HashSet<>();
    private final Map<String, VerifyKey> held = new HashMap<>();
    private final Set<String> octets = new HashSet<>();
    private final Map<UUID, String> originals = new HashMap<>();

    @Override
    public String title() {
        return "who has no seal is sealed for as it was said, under a key that is published as held, over its own octets";
    }

    @Override
    public Set<String> shows() {
        return Set.of("ST-595", "ST-596", "ST-597");
    }

    @Override
    public Optional<String> flaw(Event event) {
        UUID id = event.message();
        if (event.content().path("octets").isString()) {
            octets.add(event.content().path("octets").stringValue(""));
        }
        if (event.what() == What.SAID && id != null) {
            if (event.content().has("jws")) {
                sealed.add(id);
            } else {
                said.putIfAbsent(id, event.content().path("envelope"));
            }
        }
        return event.what() == What.DELIVERED && id != null ? delivered(event, id) : Optional.empty();
    }

    private Optional<String> delivered(Event event, UUID id) {
        JsonNode envelope = event.content().path("envelope");
        if (envelope.path("type").asString("").equals("registry")) {
            envelope.path("body").path("members").forEach(this::learn);
            return Optional.empty();
        }
        JsonNode original = envelope.path("original");
        if (!said.containsKey(id)) {
            return sealed.contains(id) && !original.isMissingNode()
                    ? Optional.of(id + " was sealed by its member, and delivered with an original")
                    : Optional.empty();
        }
        if (!original.path("binding").asString("").equals("soap")) {
            return Optional.of(id + " was sealed for its member and does not name the original");
        }
        originals.put(id, original.path("digest").asString(""));
        for (Map.Entry<String, JsonNode> field : said.get(id).properties()) {
            if (!envelope.path(field.getKey()).equals(field.getValue())) {
                return Optional.of(id + " was sealed with another " + field.getKey() + " than was said");
            }
        }
        if (held.isEmpty()) {
            return Optional.empty(); // no registry was seen, as in the exchange of one case
        }
        VerifyKey key = held.get(envelope.path("from").asString(""));
        return key != null
                        && Sealed.read(event.content().path("message").stringValue(""))
                                .flatMap(each -> each.verify(key))
                                .isPresent()
                ? Optional.empty()
                : Optional.of(id + " is not under a key that the registry says the hub holds");
    }

    private void learn(JsonNode member) {
        for (JsonNode key : member.path("keys")) {
            if (key.path("heldBy").asString("").equals("hub")) {
                Map<String, String> jwk = new HashMap<>();
                key.properties().forEach(p -> jwk.put(p.getKey(), p.getValue().asString("")));
                held.put(member.path("code").asString(""), VerifyKey.ofJwk(jwk));
            }
        }
    }

    /** Only now it is known what was sent. */
    @Override
    public List<String> atTheEnd() {
        List<String> flaws = new ArrayList<>();
        originals.forEach((id, digest) -> {
            if (!octets.contains(digest)) {
                flaws.add(id + " names an original that was never sent");
            }
        });
        return flaws;
    }
}
