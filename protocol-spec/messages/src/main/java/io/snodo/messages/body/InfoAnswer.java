package io.snodo.messages.body;

import java.util.UUID;

/** Who was asked answers; {@code question} is the message that asked. */
public record InfoAnswer(UUID question, String text) implements TicketBody {}
