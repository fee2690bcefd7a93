package io.snodo.ops.evidence;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A batch's root whose signature is the hub's. */
record SignedRoot(
        EvidenceFile.Batch listed,
        long batch,
        long size,
        String root,
        @Nullable String previous,
        Instant at) {

    static SignedRoot of(EvidenceFile.Batch listed, KeyRing keys) {
        long number = listed.batch();
        Jws jws = Jws.read(listed.root(), "staffetta-root")
                .orElseThrow(() -> new Flaw("ST-323", "root_unreadable", number));
        if (!keys.signedByHub(jws)) {
            throw new Flaw("ST-323", "root_not_the_hubs", number);
        }
        JsonNode said = Recorded.json(jws.payload(), "ST-323", "root_unreadable", number);
        if (said.path("batch").asLong(0) != number) {
            throw new Flaw("ST-323", "root_of_another_batch", number);
        }
        return new SignedRoot(
                listed,
                number,
                said.path("size").asLong(0),
                said.path("root").asString(""),
                said.path("previous").isString() ? said.path("previous").asString() : null,
                Recorded.instant(said.path("at").asString(""), "ST-323", "root_unreadable", number));
    }

    /** Whether the leaf with this hash is where it is said to be (ST-323). */
    void holds(byte[] leafHash, long index, List<String> path, Object place) {
        try {
            if (Tree.root(leafHash, index, size, path).equals(root)) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new Flaw("ST-323", "leaf_not_in_batch", place, batch);
    }

    /** Times do not go back, and neighbours are chained (ST-325). */
    void follows(SignedRoot before) {
        if (batch <= before.batch) {
            throw new Flaw("ST-325", "batches_out_of_order", batch);
        }
        if (at.isBefore(before.at)) {
            throw new Flaw("ST-325", "batch_back_in_time", batch);
        }
        if (batch == before.batch + 1 && !before.root.equals(previous)) {
            throw new Flaw("ST-325", "chain_broken", before.batch, batch);
        }
    }
}
