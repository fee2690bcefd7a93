package io.snodo.conformance.letters;

import io.snodo.conformance.seen.Scene;
import io.snodo.conformance.seen.Values;
import io.snodo.messages.Json;
import io.snodo.messages.hidden.SaltedField;
import io.snodo.messages.seal.VerifyKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Fields of a body that a case hides: their digests are put in their place, and what discloses them is set aside. */
final class Veil {
    /** The first hidden field is spoiled, or what says of it that it is hidden, or how all of it travels. */
    static final Set<String> WORDS = Set.of(
            "salt-short",
            "salt-long",
            "salt-odd",
            "name-reserved",
            "name-dots",
            "value-null",
            "value-hides",
            "of-two",
            "of-four",
            "no-array",
            "disclosure-padded",
            "disclosure-blank",
            "value-changed",
            "in-the-open-too",
            "name-twice",
            "no-algorithm",
            "other-algorithm",
            "digest-twice",
            "decoy",
            "not-said-who",
            "said-of-nothing",
            "reserved-elsewhere",
            "disclosure-twice",
            "disclosure-foreign",
            "disclosure-empty",
            "disclosures-turned",
            "tilde-missing",
            "without-tilde",
            "under-the-usual-seal");

    private static final SecureRandom RANDOM = new SecureRandom();

    private final ObjectNode envelope;
    private final ObjectNode body;
    private final List<String> spoiled;
    private final ArrayNode digests = Json.MAPPER.createArrayNode();
    private final ArrayNode entries = Json.MAPPER.createArrayNode();
    private final Map<String, String> disclosures = new LinkedHashMap<>();

    private Veil(ObjectNode envelope, List<String> spoiled) {
        this.envelope = envelope;
        this.body = (ObjectNode) envelope.path("body");
        this.spoiled = spoiled;
    }

    /** Changes {@code envelope}; what it gives back discloses its fields, by their names in the case. */
    static Map<String, String> over(
            ObjectNode envelope, Map<String, Object> hiding, List<String> spoiled, Scene scene, Clock clock) {
        Veil veil = new Veil(envelope, spoiled);
        Values values = new Values(scene, clock);
        hiding.forEach((name, audience) -> veil.hide(name, values.of(audience)));
        veil.finish();
        return veil.disclosures;
    }

    private void hide(String name, Object audience) {
        JsonNode value = body.remove(name);
        if (value == null) {
            throw new IllegalArgumentException("there is no " + name + " to hide");
        }
        boolean first = disclosures.isEmpty();
        String text = disclosure(name, value, first ? spoiled : List.of());
        announce(SaltedField.digest(text), audience);
        if (first && spoiled.contains("value-changed")) {
            text = disclosure(name, Json.MAPPER.getNodeFactory().stringNode("Altro."), List.of());
        }
        disclosures.put(name, text);
        if (first && spoiled.contains("in-the-open-too")) {
            body.set(name, value);
        }
        if (first && spoiled.contains("name-twice")) {
            String other = disclosure(name, value, List.of());
            announce(SaltedField.digest(other), audience);
            disclosures.put(name + " again", other);
        }
    }

    private void announce(String digest, Object audience) {
        digests.add(digest);
        ObjectNode entry = entries.addObject().put("digest", digest);
        if (audience instanceof List<?> named) {
            entry.put("audience", "named").set("named", Json.MAPPER.valueToTree(named));
        } else if (!audience.equals("absent")) {
            entry.put("audience", String.valueOf(audience));
        }
    }

    private static String disclosure(String name, JsonNode value, List<String> spoiled) {
        byte[] salt = new byte[spoiled.contains("salt-short") ? 15 : spoiled.contains("salt-long") ? 65 : 16];
        RANDOM.nextBytes(salt);
        ArrayNode array = Json.MAPPER.createArrayNode();
        array.add(spoiled.contains("salt-odd") ? "non casuale!!!!!!!!!!!!" : VerifyKey.URL.encodeToString(salt));
        array.add(spoiled.contains("name-reserved") ? "_sd" : spoiled.contains("name-dots") ? "..." : name);
        array.add(value);
        for (String word : spoiled) {
            switch (word) {
                case "value-null" -> array.setNull(2);
                case "value-hides" -> array.set(2, Json.MAPPER.readTree("{\"_sd\":[]}"));
                case "of-two" -> array.remove(2);
                case "of-four" -> array.add("di più");
                default -> {
                    // spoils something else
                }
            }
        }
        String json = spoiled.contains("no-array") ? "{\"place\":\"Calle Larga\"}" : array.toString();
        String text = VerifyKey.URL.encodeToString(json.getBytes(StandardCharsets.UTF_8));
        return spoiled.contains("disclosure-padded")
                ? text + "="
                : spoiled.contains("disclosure-blank") ? text.substring(0, 4) + " " + text.substring(4) : text;
    }

    private void finish() {
        for (String word : spoiled) {
            switch (word) {
                case "digest-twice" -> {
                    digests.add(digests.path(0));
                    entries.add(entries.path(0));
                }
                case "decoy" -> announce(SaltedField.digest("nothing"), "owner");
                case "not-said-who" -> entries.remove(0);
                case "said-of-nothing" ->
                    entries.addObject()
                            .put("digest", SaltedField.digest("nothing"))
                            .put("audience", "owner");
                case "reserved-elsewhere" -> body.putObject("x-kit").putArray("_sd");
                default -> {
                    // spoils something else
                }
            }
        }
        if (!spoiled.contains("no-algorithm")) {
            envelope.put("_sd_alg", spoiled.contains("other-algorithm") ? "sha-512" : "sha-256");
        }
        envelope.set("hidden", entries);
        body.set("_sd", digests);
    }

    /** The JWS with what of it is shown, as it travels. */
    static String with(String jws, List<String> shown, List<String> spoiled) {
        if (spoiled.contains("without-tilde") || spoiled.contains("under-the-usual-seal")) {
            return jws;
        }
        List<String> all = new ArrayList<>(shown);
        for (String word : spoiled) {
            switch (word) {
                case "disclosure-twice" -> all.add(all.getFirst());
                case "disclosure-foreign" ->
                    all.add(disclosure("x-kit", Json.MAPPER.getNodeFactory().stringNode("Altro."), List.of()));
                case "disclosure-empty" -> all.add("");
                case "disclosures-turned" -> all = new ArrayList<>(all.reversed());
                default -> {
                    // spoils something else
                }
            }
        }
        StringBuilder text = new StringBuilder(jws).append('~');
        all.forEach(each -> text.append(each).append('~'));
        return spoiled.contains("tilde-missing") ? text.substring(0, text.length() - 1) : text.toString();
    }
}
