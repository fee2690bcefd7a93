package io.snodo.hub.members;

import io.snodo.messages.MemberCode;
import java.time.Instant;
import java.util.UUID;

/**
 * What a member has said to an agreement.
 *
 * @param accepts that version; otherwise it leaves all versions
 */
public record Word(
        UUID message, MemberCode member, String agreement, String template, int version, boolean accepts, Instant at) {}
