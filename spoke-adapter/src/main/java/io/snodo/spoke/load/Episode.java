package io.snodo.spoke.load;

import io.snodo.messages.MemberCode;
import java.time.Instant;
import java.util.UUID;

/**
 * Help between two members, from the hub's word that it begins to its word that it ends.
 *
 * @param skill the category that made the hub choose this helper
 * @param why for people, from the hub
 */
public record Episode(
        UUID id, MemberCode busy, MemberCode helper, String queue, String skill, String why, Instant since) {}
