package io.snodo.hub.doors.amqp;

import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.client.SessionFailureListener;

/** Tells when a session with the broker is lost. */
record Broken(Runnable then) implements SessionFailureListener {
    @Override
    public void connectionFailed(ActiveMQException exception, boolean failedOver) {
        then.run();
    }

    @Override
    public void connectionFailed(ActiveMQException exception, boolean failedOver, String scaleDownTargetNodeId) {
        then.run();
    }

    @Override
    public void beforeReconnect(ActiveMQException exception) {
        then.run();
    }
}
