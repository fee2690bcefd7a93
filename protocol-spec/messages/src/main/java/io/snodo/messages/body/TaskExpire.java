package io.snodo.messages.body;

import java.util.UUID;

/** The hub ends a task whose deadline has passed, done or not. */
public record TaskExpire(UUID task) implements TicketBody {}
