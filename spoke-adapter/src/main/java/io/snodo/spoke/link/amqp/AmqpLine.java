package io.snodo.spoke.link.amqp;

import io.snodo.spoke.link.Bell;
import io.snodo.spoke.link.Mailroom;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the line to the hub's broker up: connects, works until it breaks, pauses, connects again, for ever. Also runs the
 * mailroom's own work, so that starting the line starts the link.
 */
public final class AmqpLine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AmqpLine.class);

    private final Mailroom mailroom;
    private final AmqpSettings settings;
    private final Thread line;
    private final Thread work;

    public AmqpLine(Mailroom mailroom, AmqpSettings settings) {
        this.mailroom = mailroom;
        this.settings = settings;
        this.line = Thread.ofPlatform().daemon().name("link-amqp").unstarted(this::keepUp);
        this.work = Thread.ofPlatform().daemon().name("link-work").unstarted(mailroom::work);
    }

    public void start() {
        work.start();
        line.start();
    }

    /** Ends both threads; what was in flight is sent again, or received again, by the next process. */
    @Override
    public void close() throws InterruptedException {
        line.interrupt();
        work.interrupt();
        line.join(settings.answerWithin());
        work.join(settings.answerWithin());
    }

    private void keepUp() {
        int failures = 0;
        while (!Thread.currentThread().isInterrupted()) {
            AtomicReference<@Nullable Exception> broken = new AtomicReference<>();
            try {
                failures = serve(broken) ? 1 : failures + 1;
            } catch (JMSException | RuntimeException e) {
                broken.compareAndSet(null, e);
                failures++;
            }
            down(broken.get(), failures);
            pause(settings.pause(failures));
        }
    }

    /** True if the line was up for a while. */
    private boolean serve(AtomicReference<@Nullable Exception> broken) throws JMSException {
        try (Connection connection = factory().createConnection()) {
            connection.setExceptionListener(e -> {
                broken.compareAndSet(null, e);
                mailroom.bell().ring();
            });
            AmqpSender sender =
                    new AmqpSender(mailroom, settings, connection.createSession(Session.AUTO_ACKNOWLEDGE), broken);
            AmqpReceiver receiver =
                    new AmqpReceiver(mailroom, settings, connection.createSession(Session.CLIENT_ACKNOWLEDGE), broken);
            connection.start();
            mailroom.connected();
            Thread sending = Thread.ofPlatform().daemon().name("link-amqp-send").start(sender::run);
            receiver.run();
            sending.interrupt();
            sending.join(settings.answerWithin());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private JmsConnectionFactory factory() {
        long answer = settings.answerWithin().toMillis();
        JmsConnectionFactory factory = new JmsConnectionFactory(settings.hub() + "?amqp.idleTimeout=" + answer
                + "&transport.connectTimeout=" + answer
                + (settings.tls() == null ? "" : "&amqp.saslMechanisms=EXTERNAL"));
        if (settings.tls() != null) {
            factory.setSslContext(settings.tls());
        }
        factory.setConnectTimeout(answer);
        factory.setRequestTimeout(answer);
        factory.setSendTimeout(answer);
        factory.setCloseTimeout(1000);
        // an empty buffer means that nothing has come: do not ask the broker, it costs a round trip a batch
        factory.setReceiveNoWaitLocalOnly(true);
        factory.setUseDaemonThread(true);
        return factory;
    }

    private void down(@Nullable Exception why, int failures) {
        String words = why == null ? "closed" : why.getClass().getSimpleName() + ": " + why.getMessage();
        if (failures <= 1) {
            LOG.warn("not connected to the hub tenant={} attempt={} cause={}", mailroom.member(), failures, words);
        }
        mailroom.disconnected(words);
    }

    private static void pause(Duration pause) {
        try {
            new Bell().await(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
