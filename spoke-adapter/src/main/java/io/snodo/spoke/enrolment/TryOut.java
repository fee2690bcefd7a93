package io.snodo.spoke.enrolment;

import io.snodo.messages.enrolment.Enrolled;
import io.snodo.spoke.link.Link;
import io.snodo.spoke.link.LinkState;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;

/** Starts the spoke as it will be started, and waits until the hub has had its greeting and answered it. */
final class TryOut {
    private static final Duration CONNECTED = Duration.ofSeconds(30);
    private static final Duration REACHABLE = Duration.ofSeconds(10);

    private final SpringApplication spoke;
    private final Clock clock;

    TryOut(SpringApplication spoke, Clock clock) {
        this.spoke = spoke;
        this.clock = clock;
    }

    /** Whether anybody listens there at all, which tells a firewall from everything else. */
    static void reach(URI address) throws CannotJoin {
        try (Socket socket = new Socket()) {
            InetSocketAddress to = new InetSocketAddress(address.getHost(), port(address));
            if (to.isUnresolved()) {
                throw new CannotJoin("net.name", String.valueOf(address.getHost()));
            }
            socket.connect(to, (int) REACHABLE.toMillis());
        } catch (IOException e) {
            throw HubApi.told(e, address);
        }
    }

    private static int port(URI address) {
        int port = address.getPort();
        return port >= 0 ? port : address.getScheme().startsWith("amqp") ? 5671 : 443;
    }

    static URI door(Enrolled enrolled) {
        String kind = enrolled.binding().kind();
        String address = kind.startsWith("rest-")
                ? enrolled.hub().rest()
                : kind.startsWith("soap-")
                        ? enrolled.hub().soap()
                        : enrolled.hub().broker();
        return URI.create(String.valueOf(address));
    }

    void tryOut(Path settings) throws CannotJoin {
        try (ConfigurableApplicationContext running = spoke.run(
                "--spring.config.additional-location=" + settings.toUri(),
                "--server.port=0",
                "--logging.level.root=off")) {
            Link link = running.getBean(Link.class);
            Instant end = clock.instant().plus(CONNECTED);
            LinkState state = link.state();
            while (!(state.connected() && state.registryVersion() > 0)) {
                if (clock.instant().isAfter(end)) {
                    throw new CannotJoin(state.connected() ? "back.silent" : "line.down", String.valueOf(state.why()));
                }
                pause();
                state = link.state();
            }
        } catch (RuntimeException e) {
            throw new CannotJoin(
                    e,
                    "start.failed",
                    String.valueOf(NestedExceptionUtils.getMostSpecificCause(e).getMessage()));
        }
    }

    private static void pause() throws CannotJoin {
        try {
            if (new CountDownLatch(1).await(200, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotJoin(e, "interrupted");
        }
    }
}
