package io.snodo.hub.exchange;

import io.snodo.messages.MemberCode;

/**
 * A member has presented itself: its line was broken before, and what was only said in passing may be lost. Published on
 * the committing thread, once for each greeting taken in: who listens must not block.
 */
public record MemberGreeted(MemberCode member) {}
