package io.snodo.hub.exchange;

import io.snodo.messages.MemberCode;

/**
 * What a door hands on: a sealed message, not yet trusted.
 *
 * @param caller the member that the door has authenticated, by certificate or token; must be the sender
 * @param binding the door's name, for evidence and logs: {@code amqp}, {@code rest}
 * @param sealedByHub that the hub has sealed it, for a caller that cannot: the hub alone can say so
 */
public record Incoming(String jws, MemberCode caller, String binding, boolean sealedByHub) {
    /** Sealed by its caller. */
    public Incoming(String jws, MemberCode caller, String binding) {
        this(jws, caller, binding, false);
    }
}
