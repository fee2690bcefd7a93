package io.snodo.messages.hidden;

import io.snodo.messages.Json;
import io.snodo.messages.Message;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.seal.Sealed;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts what was disclosed back into the body (RFC 9901, 7.1, and of its freedom nothing): each disclosure stands for one
 * digest in the seal, and nothing is left over.
 */
public final class Uncovering {
    private static final int MOST = 20;
    private static final String DIGEST = "[A-Za-z0-9_-]{43}";
    private static final String HIDDEN = "hidden";
    private static final String SD = "_sd";
    private static final String ALGORITHM = "_sd_alg";

    private Uncovering() {}

    /**
     * Changes {@code message}, the payload of a verified seal, into what its reader may see; or says what is wrong.
     *
     * @param disclosures absent where the seal is not of the kind that hides
     * @param all whether the reader is to have been given all of them
     */
    public static Optional<Refusal> uncover(ObjectNode message, @Nullable List<String> disclosures, boolean all) {
        if (disclosures == null) {
            // whoever writes so believes to have hidden something
            return message.has(HIDDEN) || message.has(ALGORITHM) ? flaw("/hidden", "seal") : Optional.empty();
        }
        JsonNode algorithm = message.remove(ALGORITHM);
        if (algorithm == null || !"sha-256".equals(algorithm.stringValue(""))) {
            return flaw("/_sd_alg", "const");
        }
        if (!(message.get("body") instanceof ObjectNode body)) {
            return flaw("/body", "type");
        }
        Map<String, ObjectNode> hidden = hidden(message.path(HIDDEN), body.remove(SD));
        if (hidden.isEmpty()) {
            return flaw("/hidden", "digests");
        }
        if (SaltedField.hasReserved(message)) {
            return flaw("", "recursive");
        }
        Map<String, ObjectNode> left = new HashMap<>(hidden);
        for (int i = 0; i < disclosures.size(); i++) {
            switch (SaltedField.read(disclosures.get(i))) {
                case SaltedField.Read.Flawed(String why) -> {
                    return flaw("/disclosures/" + i, why);
                }
                case SaltedField.Read.Good(SaltedField field) -> {
                    ObjectNode entry = left.remove(field.digest());
                    if (entry == null) {
                        return flaw("/disclosures/" + i, "digest");
                    }
                    if (body.has(field.name())) {
                        return flaw("/disclosures/" + i, "twice");
                    }
                    body.set(field.name(), field.value());
                    entry.put("field", field.name());
                }
            }
        }
        return all && !left.isEmpty() ? Optional.of(Refusal.of(RefusalCode.DISCLOSURE_MISSING)) : Optional.empty();
    }

    /** What the envelope says of each digest in the body; empty where the two do not go together one to one. */
    private static Map<String, ObjectNode> hidden(JsonNode envelope, @Nullable JsonNode digests) {
        Map<String, ObjectNode> hidden = new LinkedHashMap<>();
        if (digests == null || !digests.isArray() || digests.size() > MOST || envelope.size() != digests.size()) {
            return Map.of();
        }
        for (JsonNode each : envelope.values()) {
            if (each instanceof ObjectNode entry) {
                entry.remove("field"); // is for the reader to say
                hidden.put(entry.path("digest").stringValue(""), entry);
            }
        }
        for (JsonNode digest : digests.values()) {
            if (!digest.stringValue("").matches(DIGEST) || !hidden.containsKey(digest.stringValue(""))) {
                return Map.of();
            }
        }
        return hidden.size() == digests.size()
                        && digests.valueStream().distinct().count() == digests.size()
                ? hidden
                : Map.of();
    }

    /** A message that somebody has verified before and kept, as far as it was disclosed to whoever kept it. */
    public static Message kept(String text) {
        return Json.MAPPER.treeToValue(json(Sealed.read(text).orElseThrow()), Message.class);
    }

    /** The same as JSON. */
    public static ObjectNode json(Sealed verified) {
        ObjectNode message = (ObjectNode) Json.MAPPER.readTree(verified.alreadyVerified());
        if (uncover(message, verified.disclosures().orElse(null), false).isPresent()) {
            throw new IllegalArgumentException("was never verified");
        }
        return message;
    }

    private static Optional<Refusal> flaw(String where, String what) {
        return Optional.of(Refusal.of(RefusalCode.DISCLOSURE_INVALID, (where + " " + what).strip()));
    }
}
