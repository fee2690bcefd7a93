package io.snodo.conformance.spoke;

import io.snodo.conformance.letters.Letter;
import io.snodo.conformance.seen.Reads;
import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.seal.SealKey;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Stamps as no hub should give them, which a spoke must not believe. */
record SpoiledStamps(Ledger ledger, SealKey hub) {
    /** {@code how} in the words of the cases; those that are not about the stamp leave it as it is. */
    Stamp spoil(Stamp stamp, String how, UUID id, Letter letter) {
        JsonNode envelope = letter.sent().envelope();
        String digest = letter.sent().digest();
        return switch (how) {
            case "stamp-changed" ->
                new Stamp(
                        stamp.leaf().replace("\"epoch\":1", "\"epoch\":2"), stamp.index(), stamp.path(), stamp.root());
            case "stamp-longer" -> new Stamp(stamp.leaf(), stamp.index(), List.of(digest), stamp.root());
            case "stamp-elsewhere" -> new Stamp(stamp.leaf(), stamp.index() + 1, stamp.path(), stamp.root());
            case "stamp-by-nobody" -> ledger.forged(id, envelope, digest, SealKey.generate());
            case "stamp-of-other-octets" -> ledger.forged(id, envelope, Reads.digest("something else"), hub);
            case "stamp-of-another-type" ->
                ledger.forged(id, ((ObjectNode) envelope.deepCopy()).put("type", "rating.add"), digest, hub);
            default -> stamp;
        };
    }
}
