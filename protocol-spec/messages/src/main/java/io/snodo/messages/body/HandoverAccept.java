package io.snodo.messages.body;

import java.util.UUID;

/** The member that was offered custody takes it; the next epoch begins. */
public record HandoverAccept(UUID offer) implements TicketBody {}
