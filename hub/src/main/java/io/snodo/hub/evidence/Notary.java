package io.snodo.hub.evidence;

import io.snodo.messages.receipt.HashTree;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.VerifyKey;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Attests what a batch records: one tree, one signature, a stamp for each message, chained to the batch before. */
@Component
public class Notary {
    private final SealKey seal;

    Notary(SealKey hubSeal) {
        this.seal = hubSeal;
    }

    /** At least one record; {@code before} is absent for the very first batch. */
    public Link link(List<Record> records, Link.@Nullable Head before, Instant now) {
        long number = before == null ? 1 : before.number() + 1;
        String previous = before == null ? null : before.root();
        List<Stamp> stamps = Stamp.batch(records, new Stamp.Batch(number, previous, now), seal);
        ByteArrayOutputStream leaves = new ByteArrayOutputStream(32 * stamps.size());
        for (Stamp stamp : stamps) {
            leaves.writeBytes(HashTree.rootFrom(stamp.leaf(), 0, 1, List.of())); // a tree of one is its leaf's hash
        }
        Stamp first = stamps.getFirst();
        String root = VerifyKey.URL.encodeToString(
                HashTree.rootFrom(first.leaf(), first.index(), stamps.size(), first.path()));
        return new Link(number, root, previous, first.root(), leaves.toByteArray(), now, stamps);
    }
}
