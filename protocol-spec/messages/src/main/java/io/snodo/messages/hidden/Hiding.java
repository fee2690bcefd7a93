package io.snodo.messages.hidden;

import io.snodo.messages.HiddenField;
import io.snodo.messages.Json;
import io.snodo.messages.Message;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.Sealed;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Seals a message so that fields of its body are hidden from all but those who may see them. */
public final class Hiding {
    private Hiding() {}

    /** Hides those of {@code fields} that the body has; if it has none of them, the message is sealed as ever. */
    public static Sealed seal(Message message, Map<String, Sight> fields, SealKey key) {
        ObjectNode tree = Json.MAPPER.valueToTree(message);
        ObjectNode body = (ObjectNode) tree.get("body");
        // by digest: neither the order of the digests nor that of the disclosures tells one field from another
        Map<String, SaltedField> salted = new TreeMap<>();
        Map<String, Sight> sights = new TreeMap<>();
        fields.forEach((name, sight) -> {
            JsonNode value = body.remove(name);
            if (value != null) {
                SaltedField field = SaltedField.of(name, value);
                salted.put(field.digest(), field);
                sights.put(field.digest(), sight);
            }
        });
        if (salted.isEmpty()) {
            return Sealed.seal(message, key);
        }
        tree.put("_sd_alg", "sha-256");
        ArrayNode digests = body.putArray("_sd");
        ArrayNode hidden = tree.putArray("hidden");
        sights.forEach((digest, sight) -> {
            digests.add(digest);
            hidden.add(
                    Json.MAPPER.<JsonNode>valueToTree(new HiddenField(digest, sight.audience(), sight.named(), null)));
        });
        List<String> texts = salted.values().stream().map(SaltedField::text).toList();
        return Sealed.selective(tree, texts, key);
    }
}
