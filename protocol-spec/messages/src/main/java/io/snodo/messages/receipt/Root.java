package io.snodo.messages.receipt;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the hub signs once for each batch: the root over all that was recorded in it, chained to the one before.
 *
 * @param batch counts from 1 without gaps
 * @param size how many leaves
 * @param root base64url
 * @param previous the root hash of the batch before; absent in the first
 */
public record Root(
        long batch, int size, String root, @Nullable String previous, Instant at) {}
