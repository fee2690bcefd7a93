package io.snodo.spoke.link.amqp;

import io.snodo.messages.Addresses;
import io.snodo.spoke.link.Mailroom;
import io.snodo.spoke.link.OutgoingMessage;
import io.snodo.spoke.link.OwedReceipt;
import jakarta.jms.BytesMessage;
import jakarta.jms.CompletionListener;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.qpid.jms.message.JmsMessage;
import org.apache.qpid.jms.provider.amqp.message.AmqpJmsMessageFacade;
import org.apache.qpid.proton.amqp.Symbol;
import org.jspecify.annotations.Nullable;

/**
 * Sends over one connection until it breaks: receipts, asides and the outbox, many in flight. One thread; the broker's
 * confirmations come on another and are only queued for it.
 */
final class AmqpSender {
    private static final Duration IDLE = Duration.ofMillis(500);

    private final Mailroom mailroom;
    private final AmqpSettings settings;
    private final Session session;
    private final MessageProducer producer;
    private final Breakage breakage;
    /** When each was given to the client library. */
    private final Map<UUID, Long> inFlight = new HashMap<>();

    private final Queue<UUID> confirmed = new ConcurrentLinkedQueue<>();
    private List<OwedReceipt> receiptsInFlight = List.of();
    private @Nullable UUID receiptMessage;

    AmqpSender(Mailroom mailroom, AmqpSettings settings, Session session, Breakage breakage) throws JMSException {
        this.mailroom = mailroom;
        this.settings = settings;
        this.session = session;
        this.breakage = breakage;
        this.producer = session.createProducer(session.createQueue(Addresses.TO_HUB));
        this.producer.setDeliveryMode(DeliveryMode.PERSISTENT);
        this.producer.setDisableMessageTimestamp(true);
    }

    /** Returns when the connection is over. */
    void run() {
        try {
            while (!breakage.isThere()) {
                int sent = takeConfirmed() + sendReceipts() + sendAsides() + sendOutbox();
                checkThatTheBrokerAnswers();
                if (sent == 0) {
                    mailroom.bell().await(IDLE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (JMSException | RuntimeException e) {
            breakage.because(e);
        }
    }

    private int takeConfirmed() {
        List<UUID> done = new ArrayList<>();
        for (UUID id = confirmed.poll(); id != null; id = confirmed.poll()) {
            inFlight.remove(id);
            if (id.equals(receiptMessage)) {
                mailroom.told(receiptsInFlight);
                receiptMessage = null;
            } else {
                done.add(id);
            }
        }
        if (!done.isEmpty()) {
            mailroom.handedOver(done);
        }
        return done.size();
    }

    private int sendReceipts() throws JMSException {
        if (receiptMessage != null) {
            return 0;
        }
        List<OwedReceipt> owed = mailroom.owedReceipts();
        if (owed.isEmpty()) {
            return 0;
        }
        OutgoingMessage message = mailroom.receipt(owed);
        receiptMessage = message.id();
        receiptsInFlight = owed;
        send(message);
        return 1;
    }

    private int sendAsides() throws JMSException {
        List<OutgoingMessage> asides = mailroom.asides();
        for (OutgoingMessage aside : asides) {
            send(aside);
        }
        return asides.size();
    }

    private int sendOutbox() throws JMSException {
        int room = settings.inFlight() - inFlight.size();
        if (room <= 0) {
            return 0;
        }
        int sent = 0;
        for (OutgoingMessage message : mailroom.due(settings.inFlight())) {
            if (sent < room && !inFlight.containsKey(message.id())) {
                send(message);
                sent++;
            }
        }
        return sent;
    }

    private void send(OutgoingMessage outgoing) throws JMSException {
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(outgoing.jws().getBytes(StandardCharsets.US_ASCII));
        message.setJMSCorrelationID(outgoing.id().toString());
        // Jakarta Messaging has no name for it, and a property of that name would be one of the application's (ST-103)
        if (message instanceof JmsMessage jms && jms.getFacade() instanceof AmqpJmsMessageFacade amqp) {
            amqp.setContentType(Symbol.valueOf(Addresses.typeOf(outgoing.jws())));
        }
        inFlight.put(outgoing.id(), System.nanoTime());
        producer.send(message, new Confirmation(outgoing.id()));
    }

    private void checkThatTheBrokerAnswers() throws JMSException {
        long oldest = System.nanoTime() - settings.answerWithin().toNanos();
        if (inFlight.values().stream().anyMatch(since -> since < oldest)) {
            throw new JMSException("the broker has not confirmed a message within " + settings.answerWithin());
        }
    }

    private final class Confirmation implements CompletionListener {
        private final UUID id;

        Confirmation(UUID id) {
            this.id = id;
        }

        @Override
        public void onCompletion(Message message) {
            confirmed.add(id);
            mailroom.bell().ring();
        }

        @Override
        public void onException(Message message, Exception exception) {
            // what follows it may have arrived: a new connection sends all that is unanswered again, in order
            breakage.because(exception);
            mailroom.bell().ring();
        }
    }
}
