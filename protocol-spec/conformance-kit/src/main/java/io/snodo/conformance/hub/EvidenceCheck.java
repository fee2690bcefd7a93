package io.snodo.conformance.hub;

import io.snodo.conformance.seen.Reads;
import io.snodo.messages.Json;
import io.snodo.messages.Sha256;
import io.snodo.messages.receipt.Root;
import io.snodo.messages.seal.Sealed;
import io.snodo.messages.seal.VerifyKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** A ticket's evidence: its seal, the way of every leaf and hash to a signed root, sequence and senders. */
final class EvidenceCheck {
    private final VerifyKey hub;

    EvidenceCheck(VerifyKey hub) {
        this.hub = hub;
    }

    /** The first flaw; empty if there is none. */
    Optional<String> flaw(String text, String ticket) {
        JsonNode file = Reads.json(text);
        if (!file.path("format").stringValue("").equals("staffetta-evidence")
                || !file.path("version").stringValue("").equals("1.0")
                || !file.path("ticket").stringValue("").equals(ticket)) {
            return Optional.of("is no evidence of that ticket");
        }
        return seal(text, file).or(() -> leaves(file));
    }

    private Optional<String> seal(String text, JsonNode file) {
        String seal = file.path("seal").stringValue("");
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        Optional<JsonNode> said = Sealed.read(seal, "staffetta-evidence")
                .flatMap(jws -> jws.verify(hub))
                .map(Json.MAPPER::readTree);
        if (said.isEmpty() || !text.endsWith("\"" + seal + "\"}\n")) {
            return Optional.of("its seal is not the hub's, or not the last field");
        }
        int covered = said.get().path("octets").intValue(0);
        if (covered <= 0 || covered >= octets.length || octets[covered] != ',') {
            return Optional.of("its seal does not cover all that stands before it");
        }
        byte[] before = java.util.Arrays.copyOf(octets, covered);
        return Sha256.base64Url(before).equals(said.get().path("sha256").stringValue(""))
                ? Optional.empty()
                : Optional.of("its seal is over something else");
    }

    private Optional<String> leaves(JsonNode file) {
        Map<Long, Root> roots = new HashMap<>();
        for (JsonNode batch : file.path("batches")) {
            Optional<Root> root = Sealed.read(batch.path("root").stringValue(""), "staffetta-root")
                    .flatMap(jws -> jws.verify(hub))
                    .map(payload -> Json.MAPPER.readValue(payload, Root.class));
            if (root.isEmpty() || root.get().batch() != batch.path("batch").longValue(0)) {
                return Optional.of("a root is not the hub's");
            }
            roots.put(root.get().batch(), root.get());
        }
        Map<String, VerifyKey> keys = keys(file);
        TreeMap<Long, String> sequence = new TreeMap<>();
        Set<String> originals = originals(file);
        for (JsonNode entry : file.path("entries")) {
            JsonNode original =
                    Reads.payload(entry.path("message").stringValue("")).path("original");
            if (!original.isMissingNode()
                    && !originals.contains(original.path("digest").asString(""))) {
                return Optional.of("what a member has signed is not among the originals");
            }
            Optional<String> flaw = entry(entry, roots, keys, sequence);
            if (flaw.isPresent()) {
                return flaw;
            }
        }
        for (JsonNode withheld : file.path("withheld")) {
            sequence.put(withheld.path("sequence").longValue(0), "withheld");
            byte[] hash = Base64.getUrlDecoder().decode(withheld.path("hash").stringValue(""));
            if (!leads(hash, withheld, roots)) {
                return Optional.of("a withheld hash does not lead to its root");
            }
            if (withheld.size() > 5) {
                return Optional.of("a withheld entry tells more than its place");
            }
        }
        return sequence.isEmpty() || sequence.firstKey() != 1 || sequence.lastKey() != sequence.size()
                ? Optional.of("the sequence has gaps: " + sequence.keySet())
                : Optional.empty();
    }

    /** By digest: the octets that the hub has sealed for. */
    private static Set<String> originals(JsonNode file) {
        Set<String> originals = new HashSet<>();
        file.path("originals")
                .forEach(each -> originals.add(Sha256.base64Url(
                        Base64.getUrlDecoder().decode(each.path("octets").asString("")))));
        return originals;
    }

    private static Map<String, VerifyKey> keys(JsonNode file) {
        Map<String, VerifyKey> keys = new HashMap<>();
        for (JsonNode key : file.path("keys")) {
            Map<String, String> jwk = new HashMap<>();
            key.path("jwk")
                    .properties()
                    .forEach(p -> jwk.put(p.getKey(), p.getValue().asString("")));
            VerifyKey found = VerifyKey.ofJwk(jwk);
            keys.put(key.path("member").stringValue("") + " " + found.keyId(), found);
        }
        return keys;
    }

    private static Optional<String> entry(
            JsonNode entry, Map<Long, Root> roots, Map<String, VerifyKey> keys, TreeMap<Long, String> sequence) {
        String jws = entry.path("message").stringValue("");
        String leaf = entry.path("leaf").stringValue("");
        JsonNode record = Reads.json(leaf);
        JsonNode envelope = Reads.payload(jws);
        sequence.put(record.path("sequence").longValue(0), jws);
        Optional<Sealed> sealed = Sealed.read(jws);
        VerifyKey key = sealed.map(s -> keys.get(envelope.path("from").stringValue("") + " " + s.keyId()))
                .orElse(null);
        if (sealed.isEmpty() || key == null || sealed.get().verify(key).isEmpty()) {
            return Optional.of("a message is not sealed by its sender");
        }
        if (!record.path("digest").stringValue("").equals(Reads.digest(jws))
                || !record.path("message")
                        .stringValue("")
                        .equals(envelope.path("id").stringValue(""))) {
            return Optional.of("a record does not agree with its message");
        }
        byte[] text = leaf.getBytes(StandardCharsets.UTF_8);
        byte[] input = new byte[text.length + 1];
        System.arraycopy(text, 0, input, 1, text.length);
        return leads(Sha256.of(input), entry, roots)
                ? Optional.empty()
                : Optional.of("a leaf does not lead to its root");
    }

    /** RFC 9162, 2.1.3.2, from a hash instead of a leaf. */
    private static boolean leads(byte[] from, JsonNode place, Map<Long, Root> roots) {
        Root root = roots.get(place.path("batch").longValue(0));
        if (root == null) {
            return false;
        }
        List<byte[]> path = new ArrayList<>();
        place.path("path").forEach(step -> path.add(Base64.getUrlDecoder().decode(step.asString(""))));
        byte[] hash = from;
        int at = place.path("index").intValue(0);
        int last = root.size() - 1;
        int used = 0;
        while (last > 0) {
            boolean right = (at & 1) == 1;
            if (right || at < last) {
                if (used == path.size()) {
                    return false;
                }
                byte[] beside = path.get(used++);
                hash = right ? node(beside, hash) : node(hash, beside);
            }
            at >>= 1;
            last >>= 1;
        }
        return used == path.size() && VerifyKey.URL.encodeToString(hash).equals(root.root());
    }

    private static byte[] node(byte[] left, byte[] right) {
        byte[] input = new byte[1 + left.length + right.length];
        input[0] = 1;
        System.arraycopy(left, 0, input, 1, left.length);
        System.arraycopy(right, 0, input, 1 + left.length, right.length);
        return Sha256.of(input);
    }
}
