package io.snodo.messages.body;

import io.snodo.messages.MemberCode;
import java.util.UUID;

/** The hub proposes that new contacts of {@code busy}'s queue be offered to {@code helper}, which lends by agreement, has the skill and is idle. */
public record OverflowStart(UUID episode, MemberCode busy, MemberCode helper, String queue, String skill, String why)
        implements Body {}
