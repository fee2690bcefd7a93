package io.snodo.hub.embedded.artemis;

import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.protocol.amqp.broker.AMQPMessage;

/**
 * Refuses a message that cannot be decoded, while it is still its sender's. Once queued it would break in the hands of
 * the hub's consumer, which the broker then takes away: one member's octets would make the hub deaf to all.
 */
final class ReadableOnly implements ActiveMQServerPlugin {
    @Override
    public void beforeSend(
            ServerSession session, Transaction tx, Message message, boolean direct, boolean noAutoCreateQueue)
            throws ActiveMQException {
        if (message instanceof AMQPMessage amqp && !message.isLargeMessage()) {
            try {
                amqp.toCore(); // as it will be for the hub's consumer, so that what passes here passes there
            } catch (RuntimeException e) {
                throw new ActiveMQException(ActiveMQExceptionType.ILLEGAL_STATE, "message_malformed");
            }
        }
    }
}
