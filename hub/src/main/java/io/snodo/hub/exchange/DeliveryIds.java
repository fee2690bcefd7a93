package io.snodo.hub.exchange;

/**
 * Numbers a batch's deliveries in the order of what they deliver. Batches are recorded one after the other and numbered
 * without gaps, so ids grow from commit to commit, on whichever node of the hub.
 */
final class DeliveryIds {
    /** More than any batch needs, and still room for thirty thousand million batches. */
    private static final int BITS_IN_A_BATCH = 28;

    private long next;

    DeliveryIds(long batch) {
        this.next = batch << BITS_IN_A_BATCH;
    }

    /** The first of {@code count} ids. */
    long take(long count) {
        long first = next;
        next += count;
        return first;
    }
}
