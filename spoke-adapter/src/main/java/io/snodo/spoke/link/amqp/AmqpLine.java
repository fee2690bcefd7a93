package io.snodo.spoke.link.amqp;

import io.snodo.spoke.link.Bell;
import io.snodo.spoke.link.Line;
import io.snodo.spoke.link.Mailroom;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.time.Duration;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the line to the hub's broker up: connects, works until it breaks, pauses, connects again, for ever. Also runs the
 * mailroom's own work, so that starting the line starts the link.
 */
public final class AmqpLine implements Line {
    private static final Logger LOG = LoggerFactory.getLogger(AmqpLine.class);

    private final Mailroom mailroom;
    private final AmqpSettings settings;
    private final Thread line;
    private final Thread work;
    private final Bell closing = new Bell();
    private volatile boolean closed;
    private volatile Breakage breakage = new Breakage();

    public AmqpLine(Mailroom mailroom, AmqpSettings settings) {
        this.mailroom = mailroom;
        this.settings = settings;
        this.line = Thread.ofPlatform().daemon().name("link-amqp").unstarted(this::keepUp);
        this.work = Thread.ofPlatform().daemon().name("link-work").unstarted(mailroom::work);
    }

    @Override
    public void start() {
        work.start();
        line.start();
    }

    /** Ends both threads; what was in flight is sent again, or received again, by the next process. */
    @Override
    public void close() throws InterruptedException {
        closed = true;
        breakage.because("closed");
        closing.ring();
        work.interrupt();
        line.join(settings.answerWithin());
        work.join(settings.answerWithin());
    }

    private void keepUp() {
        int failures = 0;
        while (!closed) {
            Breakage now = new Breakage();
            breakage = now;
            if (closed) {
                return; // while the line above was on its way
            }
            try {
                serve(now);
                failures = 1;
            } catch (JMSException | RuntimeException e) {
                now.because(e);
                failures++;
            } catch (InterruptedException e) {
                return;
            }
            mailroom.disconnected(now.why());
            if (!closed && failures == 1) {
                LOG.warn("not connected to the hub tenant={} cause={}", mailroom.member(), now.why());
            }
            pause(settings.pause(failures));
        }
    }

    /** Returns when a connection that was up is over; throws if none could be made. */
    private void serve(Breakage now) throws JMSException, InterruptedException {
        try (Connection connection = factory().createConnection()) {
            connection.setExceptionListener(e -> {
                now.because(e);
                mailroom.bell().ring();
            });
            AmqpSender sender =
                    new AmqpSender(mailroom, settings, connection.createSession(Session.AUTO_ACKNOWLEDGE), now);
            AmqpReceiver receiver =
                    new AmqpReceiver(mailroom, settings, connection.createSession(Session.CLIENT_ACKNOWLEDGE), now);
            connection.start();
            mailroom.connected();
            Thread sending = Thread.ofPlatform().daemon().name("link-amqp-send").start(sender::run);
            receiver.run();
            mailroom.bell().ring();
            sending.join(settings.answerWithin());
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

    private void pause(Duration pause) {
        try {
            closing.await(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
