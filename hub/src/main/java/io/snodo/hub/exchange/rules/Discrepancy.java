package io.snodo.hub.exchange.rules;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Disagreement;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That what a party has and what it was told do not agree, and nobody has answered yet.
 *
 * @param to who is asked; absent for whoever owns the ticket
 */
public record Discrepancy(UUID id, MemberCode by, @Nullable MemberCode to, Disagreement about) {}
