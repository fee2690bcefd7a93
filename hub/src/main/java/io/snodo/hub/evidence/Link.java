package io.snodo.hub.evidence;

import io.snodo.messages.receipt.Stamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A batch's link in the chain of evidence.
 *
 * @param previous the root of the link before; absent in the first
 * @param signed the root as the hub signed it, JWS
 * @param leaves the leaf hashes, 32 bytes each, one after the other
 * @param stamps one for each record, in their order
 */
public record Link(
        long number,
        String root,
        @Nullable String previous,
        String signed,
        byte[] leaves,
        Instant recordedAt,
        List<Stamp> stamps) {

    /** What the next link needs to know of this one. */
    public record Head(long number, String root) {}
}
