package io.snodo.messages.body;

/** Past the hop limit, the owner refers the ticket to the hub's operator, and stays its owner until it is placed. */
public record HandoverRefer(String reason) implements TicketBody {}
