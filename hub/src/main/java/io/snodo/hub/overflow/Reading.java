package io.snodo.hub.overflow;

import io.snodo.messages.MemberCode;
import java.time.Instant;

/**
 * How busy a queue was when its member last said so.
 *
 * @param waiting contacts
 * @param high the member's own mark at which it asks for help
 * @param low the mark down to which it needs it
 * @param receivedAt by the hub's clock: the member's own does not decide what is stale
 */
public record Reading(
        MemberCode member, String queue, int waiting, int operatorsFree, int high, int low, Instant receivedAt) {

    /** Asks for help. Marks that are the wrong way round ask for none, because help would end as soon as it began. */
    boolean isOverflowing() {
        return waiting >= high && waiting > low;
    }

    boolean hasCalmedDown() {
        return waiting <= low;
    }

    boolean isFull() {
        return waiting >= high;
    }

    /** Nobody waits, or fewer than the low mark. */
    boolean isIdle() {
        return waiting == 0 || waiting < low;
    }
}
