package io.snodo.hub.exchange;

import io.snodo.messages.MemberCode;

/**
 * What a door hands on: a sealed message, not yet trusted.
 *
 * @param caller the member that the door has authenticated, by certificate or token; must be the sender
 * @param binding the door's name, for evidence and logs: {@code amqp}, {@code rest}
 */
public record Incoming(String jws, MemberCode caller, String binding) {}
