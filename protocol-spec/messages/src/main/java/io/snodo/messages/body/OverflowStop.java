package io.snodo.messages.body;

import io.snodo.messages.MemberCode;
import java.util.UUID;

/** The hub ends an episode of help: the queue has calmed down, or the helper has become busy itself. */
public record OverflowStop(UUID episode, MemberCode busy, MemberCode helper, String queue, String why)
        implements Body {}
