package io.snodo.hub.embedded.artemis;

import io.snodo.messages.Json;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;

/**
 * Refuses what is larger than a sealed message and its envelope can be. What is larger than {@link #STREAMED} never was
 * in memory as a whole: the broker writes it to a file while it arrives, and drops the file when this refuses it.
 */
final class SizeLimit implements ActiveMQServerPlugin {
    static final int MAX_BYTES = Json.MAX_MESSAGE_BYTES + 44 * 1024;
    static final int STREAMED = 400 * 1024;

    @Override
    public void beforeSend(
            ServerSession session, Transaction tx, Message message, boolean direct, boolean noAutoCreateQueue)
            throws ActiveMQException {
        if (session.getValidatedUser().equals(Gatekeeper.HUB)) {
            return; // frames carry a message and its stamp; the hub bounds them itself
        }
        if (message.isLargeMessage() || message.getEncodeSize() > MAX_BYTES) {
            throw new ActiveMQException(ActiveMQExceptionType.ILLEGAL_STATE, "message_too_large");
        }
    }
}
