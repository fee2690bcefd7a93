package io.snodo.hub.doors.amqp;

import io.snodo.hub.delivery.PassingFrames;
import io.snodo.hub.exchange.Exchange;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Takes in what spokes send to the hub's address, for as long as the hub runs. When what was taken cannot be decided now
 * (database away, exchange full), everything unanswered goes back to the broker and comes again after a pause: nothing
 * is lost, and nothing overtakes.
 */
@Component
class AmqpDoor implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(AmqpDoor.class);

    /** After the exchange, before spokes are let in. */
    private static final int PHASE = 1_000;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ActiveMQConnectionFactory broker;
    private final Exchange exchange;
    private final PassingFrames frames;
    private volatile @Nullable Thread thread;
    private volatile boolean takesIn;
    private volatile CountDownLatch stopped = new CountDownLatch(1);

    AmqpDoor(ActiveMQConnectionFactory broker, Exchange exchange, PassingFrames frames) {
        this.broker = broker;
        this.exchange = exchange;
        this.frames = frames;
    }

    @Override
    public void start() {
        stopped = new CountDownLatch(1);
        thread = Thread.ofPlatform().name("door-amqp").start(this::keepOpen);
    }

    private void keepOpen() {
        try {
            do {
                try (Intake intake = Intake.open(broker, exchange, frames)) {
                    takesIn = true;
                    intake.drainUntil(stopped);
                } catch (ActiveMQException e) {
                    LOG.warn("intake closed, opening again binding=amqp cause={}", e.getType());
                } catch (RuntimeException e) {
                    LOG.error("intake broke, opening again binding=amqp", e);
                } finally {
                    takesIn = false;
                }
            } while (!stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        stopped.countDown();
        if (running != null) {
            try {
                running.join(Duration.ofSeconds(30));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Whether there is a consumer now: for the hub's health. */
    boolean takesIn() {
        return takesIn;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
