package io.snodo.hub.embedded.artemis;

import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.protocol.amqp.broker.AMQPMessage;

/**
 * Writes on each message whose certificate it came by; a JMS consumer reads it as {@code JMSXUserID}. The broker's own
 * {@code populate-validated-user} leaves AMQP messages alone. Stored beside the message, so nothing is encoded anew,
 * and read after the sender's own properties, so nobody can claim to be another.
 */
final class SenderOnMessage implements ActiveMQServerPlugin {
    private static final SimpleString SENDER = Message.HDR_VALIDATED_USER;

    @Override
    public void beforeSend(
            ServerSession session, Transaction tx, Message message, boolean direct, boolean noAutoCreateQueue) {
        if (message instanceof AMQPMessage amqp) {
            amqp.createExtraProperties().putSimpleStringProperty(SENDER, SimpleString.of(session.getValidatedUser()));
        }
    }
}
