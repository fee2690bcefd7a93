package io.snodo.hub.embedded.artemis;

import io.snodo.hub.embedded.Agreed;

/** How much of the broker a member may take now. */
record Allowed(int perSecond, int burst, int connections, long waiting) {
    static Allowed of(BrokerLimits usual, Agreed agreed) {
        return new Allowed(
                agreed.perSecond() == null ? usual.perSecond() : agreed.perSecond(),
                agreed.burst() == null ? usual.burst() : agreed.burst(),
                agreed.connections() == null ? usual.connections() : agreed.connections(),
                (agreed.waiting() == null ? usual.waiting() : agreed.waiting()).toBytes());
    }
}
