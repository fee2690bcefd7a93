package io.snodo.messages.body;

import org.jspecify.annotations.Nullable;

/** The originator, or the citizen on the hub's page, agrees that it is done; the ticket closes. */
public record TicketConfirm(@Nullable String text) implements TicketBody {}
