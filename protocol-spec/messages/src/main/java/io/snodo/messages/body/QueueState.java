package io.snodo.messages.body;

import java.time.Instant;

/** How busy a member's queue is: contacts waiting, operators free, and the marks of its own at which it asks for help and no longer needs it. */
public record QueueState(String queue, int waiting, int operatorsFree, int high, int low, Instant measuredAt)
        implements Body {}
