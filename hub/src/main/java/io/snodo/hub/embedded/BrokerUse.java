package io.snodo.hub.embedded;

import io.snodo.messages.MemberCode;

/** How much of the embedded broker each member takes now, and how much it may; an external one keeps that to itself. */
public interface BrokerUse {
    Use of(MemberCode member);

    /**
     * @param left messages that it may send at once now, of {@code burst}; below nothing where it has to wait
     * @param octets of its messages that are undecided
     */
    record Use(
            int connections, int mostConnections, int left, int burst, int perSecond, long octets, long mostOctets) {}
}
