package io.snodo.conformance.wire.amqp;

import io.snodo.conformance.wire.Binding;
import io.snodo.conformance.wire.Wire;
import io.snodo.messages.Addresses;
import io.snodo.messages.MemberCode;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.qpid.jms.message.JmsMessage;
import org.apache.qpid.jms.provider.amqp.message.AmqpJmsMessageFacade;

/** One connection: a link to the hub's address, and one from the member's own. */
final class AmqpWire implements Wire {
    private final Connection connection;
    private final Session sending;
    private final MessageProducer toHub;

    AmqpWire(Connection connection, MemberCode member, Inbox inbox) throws JMSException {
        this.connection = connection;
        this.sending = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        this.toHub = sending.createProducer(sending.createQueue(Addresses.TO_HUB));
        toHub.setDeliveryMode(DeliveryMode.PERSISTENT);
        Session receiving = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        receiving
                .createConsumer(receiving.createQueue(Addresses.of(member)))
                .setMessageListener(message -> take(message, inbox));
        connection.start();
    }

    private static void take(Message message, Inbox inbox) {
        try {
            byte[] body = message instanceof BytesMessage ? message.getBody(byte[].class) : new byte[0];
            inbox.frame(body == null ? new byte[0] : body, odd(message));
        } catch (JMSException e) {
            inbox.frame(new byte[0], "cannot be read: " + e.getMessage());
        }
    }

    private static String odd(Message message) {
        if (!(message instanceof BytesMessage)) {
            return "is no data section";
        }
        String type = message instanceof JmsMessage jms && jms.getFacade() instanceof AmqpJmsMessageFacade amqp
                ? String.valueOf(amqp.getContentType())
                : "unknown";
        return type.equals(Addresses.FRAME) ? "" : "has content-type " + type;
    }

    @Override
    public synchronized Optional<String> send(byte[] sealed, String correlation, Manner manner) {
        try {
            Message message = switch (manner) {
                case USUAL -> bytes(sealed);
                case OTHER -> sending.createTextMessage(new String(sealed, StandardCharsets.US_ASCII));
            };
            message.setJMSCorrelationID(correlation);
            toHub.send(message);
            return Optional.empty();
        } catch (JMSException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private BytesMessage bytes(byte[] sealed) throws JMSException {
        BytesMessage message = sending.createBytesMessage();
        message.writeBytes(sealed);
        if (message instanceof JmsMessage jms && jms.getFacade() instanceof AmqpJmsMessageFacade amqp) {
            amqp.setContentType(org.apache.qpid.proton.amqp.Symbol.valueOf(
                    Addresses.typeOf(new String(sealed, StandardCharsets.US_ASCII))));
        }
        return message;
    }

    @Override
    public boolean isForbidden(String deed, String address) {
        return switch (deed) {
            case "write", "make" ->
                isRefused(session ->
                        session.createProducer(session.createQueue(address)).send(session.createBytesMessage()));
            // a broker's own address may be one or the other
            case "read" ->
                isRefused(session -> session.createConsumer(session.createQueue(address))
                                .receive(300))
                        && isRefused(session -> session.createConsumer(session.createTopic(address))
                                .receive(300));
            default -> throw new IllegalArgumentException("there is no deed " + deed);
        };
    }

    private interface Deed {
        void in(Session session) throws JMSException;
    }

    private boolean isRefused(Deed deed) {
        try (Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE)) {
            deed.in(session);
            return false;
        } catch (JMSSecurityException | InvalidDestinationException e) {
            return true; // not allowed, or for this member not there
        } catch (JMSException e) {
            requireLine(e); // whatever it calls it: a broker's own address may be of the other kind
            return true;
        }
    }

    /** Whether it was the deed that was refused, and not the line that broke. */
    private void requireLine(JMSException why) {
        try (Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE)) {
            session.createProducer(session.createQueue(Addresses.TO_HUB)).close();
        } catch (JMSException e) {
            throw new Binding.Unreachable("the line broke while something was tried: " + why.getMessage(), why);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (JMSException e) {
            throw new Binding.Unreachable("the connection does not close", e);
        }
    }
}
