package io.snodo.spoke.link;

import io.snodo.messages.refusal.RefusalCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the line to the hub is, for the desk's header, the health page and the alarm.
 *
 * @param since when it was connected, or since when it is not
 * @param why it is not connected, in technical words; absent while it is
 * @param waiting messages of ours that the hub has not recorded yet
 * @param overdue messages of ours whose answer fails to come
 * @param toApply messages received and not applied yet
 * @param rejected messages received that will never be applied, and frames that could not be verified
 * @param registryVersion 0 until the hub has spoken for the first time
 * @param lastRefusal the hub's last no to something that is kept nowhere: a greeting, a receipt, a queue's state
 */
public record LinkState(
        boolean connected,
        Instant since,
        @Nullable String why,
        int waiting,
        int overdue,
        int toApply,
        int rejected,
        long registryVersion,
        @Nullable RefusalCode lastRefusal) {}
