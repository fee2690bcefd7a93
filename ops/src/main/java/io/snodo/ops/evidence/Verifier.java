package io.snodo.ops.evidence;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Checks a file from the messages outwards, so that the first flaw is the one nearest to what was changed; the seal over
 * the whole comes last.
 *
 * @param hub, authority certificates from outside the file; several of the hub's if it has changed its key
 */
record Verifier(List<X509Certificate> hub, @Nullable X509Certificate authority) {

    /** Throws the first {@link Flaw}. */
    Proof verify(byte[] bytes) {
        EvidenceFile file = EvidenceFile.read(bytes);
        KeyRing keys = new KeyRing(file.keys(), hub);
        List<Recorded> messages = new ArrayList<>();
        for (EvidenceFile.Entry entry : file.entries()) {
            messages.add(Recorded.of(entry, messages.size() + 1, file.ticket(), keys));
        }
        Map<Long, SignedRoot> roots = roots(file, keys);
        Set<Long> used = new HashSet<>();
        for (Recorded message : messages) {
            SignedRoot root = root(roots, message.entry().batch(), used);
            root.holds(
                    Tree.leafHash(message.entry().leaf()),
                    message.entry().index(),
                    message.entry().path(),
                    message.sequence());
            if (message.at().isAfter(root.at())) {
                throw new Flaw("ST-325", "recorded_after_its_root", message.sequence());
            }
        }
        for (EvidenceFile.Withheld withheld : file.withheld()) {
            root(roots, withheld.batch(), used)
                    .holds(hash(withheld), withheld.index(), withheld.path(), withheld.sequence());
        }
        if (used.size() != roots.size()) {
            throw new Flaw("ST-320", "batch_of_nothing");
        }
        countsWithoutGaps(file, messages);
        AnchorChain anchors = new AnchorChain(file.anchors(), authority);
        Map<Long, TimeStamp> stamps = new TreeMap<>();
        for (SignedRoot root : roots.values()) {
            TimeStamp stamp = anchors.over(root);
            if (stamp != null) {
                stamps.put(root.batch(), stamp);
            }
        }
        List<Custody.Holding> holdings = Custody.of(messages);
        receipts(file, messages);
        originals(file, messages);
        sealed(file, bytes, keys);
        return new Proof(file, keys, messages, stamps, holdings, !hub.isEmpty(), authority != null);
    }

    private static Map<Long, SignedRoot> roots(EvidenceFile file, KeyRing keys) {
        Map<Long, SignedRoot> roots = new TreeMap<>();
        SignedRoot before = null;
        for (EvidenceFile.Batch batch : file.batches()) {
            SignedRoot root = SignedRoot.of(batch, keys);
            if (before != null) {
                root.follows(before);
            }
            before = root;
            roots.put(root.batch(), root);
        }
        return roots;
    }

    private static SignedRoot root(Map<Long, SignedRoot> roots, long batch, Set<Long> used) {
        SignedRoot root = roots.get(batch);
        if (root == null) {
            throw new Flaw("ST-323", "root_missing", batch);
        }
        used.add(batch);
        return root;
    }

    private static byte[] hash(EvidenceFile.Withheld withheld) {
        try {
            byte[] hash = Octets.decode(withheld.hash());
            if (hash.length == 32) {
                return hash;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new Flaw("ST-320", "withheld_without_hash", withheld.sequence());
    }

    /** Something of the ticket, where it stands in the ticket and where in the ledger. */
    private record Place(long sequence, long batch, long index) {}

    private static void countsWithoutGaps(EvidenceFile file, List<Recorded> messages) {
        List<Place> places = new ArrayList<>();
        messages.forEach(m ->
                places.add(new Place(m.sequence(), m.entry().batch(), m.entry().index())));
        file.withheld().forEach(w -> places.add(new Place(w.sequence(), w.batch(), w.index())));
        places.sort(Comparator.comparingLong(Place::sequence));
        Place before = new Place(0, 0, 0);
        for (Place place : places) {
            if (place.sequence() != before.sequence() + 1) {
                throw new Flaw("ST-324", "gap", before.sequence() + 1);
            }
            if (place.batch() < before.batch()
                    || (place.batch() == before.batch() && place.index() <= before.index())) {
                throw new Flaw("ST-324", "out_of_order", place.sequence());
            }
            before = place;
        }
        for (int i = 1; i < messages.size(); i++) {
            if (messages.get(i).sequence() <= messages.get(i - 1).sequence()) {
                throw new Flaw("ST-324", "out_of_order", messages.get(i).sequence());
            }
        }
    }

    private static void receipts(EvidenceFile file, List<Recorded> messages) {
        Set<String> ids = new HashSet<>();
        messages.forEach(message -> ids.add(message.id()));
        for (EvidenceFile.Receipt receipt : file.receipts()) {
            if (!ids.contains(receipt.message())) {
                throw new Flaw("ST-329", "receipt_for_nothing", receipt.by());
            }
        }
    }

    /** What the hub has sealed for others is what they sent (ST-605). */
    static void originals(EvidenceFile file, List<Recorded> messages) {
        Map<String, String> digests = new TreeMap<>();
        for (EvidenceFile.Original original : file.originals()) {
            digests.put(original.message(), digest(original));
        }
        for (Recorded message : messages) {
            if (message.original() != null && !message.original().equals(digests.remove(message.id()))) {
                throw new Flaw("ST-605", "original_of_another", message.sequence());
            }
        }
        if (!digests.isEmpty()) {
            throw new Flaw("ST-605", "original_of_nothing");
        }
    }

    private static String digest(EvidenceFile.Original original) {
        try {
            return Octets.encode(Octets.sha256(Octets.decode(original.octets())));
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** The hub's word on the whole file, to its last octet (ST-312, ST-330). */
    private static void sealed(EvidenceFile file, byte[] bytes, KeyRing keys) {
        Flaw broken = new Flaw("ST-330", "file_changed");
        Jws jws = Jws.read(file.seal(), "staffetta-evidence").orElseThrow(() -> broken);
        if (!keys.signedByHub(jws)) {
            throw broken;
        }
        JsonNode said = Recorded.json(jws.payload(), "ST-330", "file_changed", "");
        int octets = said.path("octets").asInt(-1);
        byte[] end = (",\"seal\":\"" + file.seal() + "\"}\n").getBytes(StandardCharsets.US_ASCII);
        if (octets < 0
                || octets + end.length != bytes.length
                || !Arrays.equals(bytes, octets, bytes.length, end, 0, end.length)
                || !Octets.encode(Octets.sha256(Arrays.copyOf(bytes, octets)))
                        .equals(said.path("sha256").asString(""))
                || !file.ticket().equals(said.path("ticket").asString(""))
                || !file.party().equals(said.path("for").asString(""))
                || !file.at().toString().equals(said.path("at").asString(""))) {
            throw broken;
        }
    }
}
