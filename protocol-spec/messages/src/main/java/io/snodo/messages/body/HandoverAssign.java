package io.snodo.messages.body;

import java.util.UUID;

/** The hub's operator places the ticket, by competence. */
public record HandoverAssign(UUID referral, String reason) implements TicketBody {}
