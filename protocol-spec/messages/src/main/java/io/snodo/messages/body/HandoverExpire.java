package io.snodo.messages.body;

import java.util.UUID;

/** The hub ends an offer whose deadline has passed without an answer. */
public record HandoverExpire(UUID offer) implements TicketBody {}
