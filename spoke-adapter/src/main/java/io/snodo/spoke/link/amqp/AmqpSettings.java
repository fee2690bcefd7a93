package io.snodo.spoke.link.amqp;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How to reach the hub's broker.
 *
 * @param hub {@code amqps://host:port}; {@code amqp} only on a closed network and in tests
 * @param tls our certificate and whom we trust; absent only with {@code amqp}
 * @param answerWithin how long the broker may take to answer anything before the connection counts as dead
 * @param longestPause between two attempts to connect; the first is a twentieth of a second and they double
 * @param frames at most so many share a transaction
 * @param inFlight at most so many are sent and not yet confirmed by the broker
 */
public record AmqpSettings(
        URI hub, @Nullable SSLContext tls, Duration answerWithin, Duration longestPause, int frames, int inFlight) {

    public static AmqpSettings of(URI hub, @Nullable SSLContext tls) {
        return new AmqpSettings(hub, tls, Duration.ofSeconds(20), Duration.ofSeconds(5), 200, 500);
    }

    AmqpSettings withLongestPause(Duration pause) {
        return new AmqpSettings(hub, tls, answerWithin, pause, frames, inFlight);
    }

    /** Half of it is certain, half is chance, so that thousands of spokes do not come back in the same instant. */
    Duration pause(int failures) {
        long whole = Math.min(50L << Math.min(Math.max(failures - 1, 0), 20), longestPause.toMillis());
        return Duration.ofMillis(whole / 2 + ThreadLocalRandom.current().nextLong(whole / 2 + 1));
    }
}
