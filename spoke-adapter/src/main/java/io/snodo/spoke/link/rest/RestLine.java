package io.snodo.spoke.link.rest;

import io.snodo.spoke.link.Bell;
import io.snodo.spoke.link.Line;
import io.snodo.spoke.link.Mailroom;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Talks with the hub by REST: one call after the other, at once again after something came or went, and with growing
 * pauses while nothing does. What the hub brings to us comes by the endpoint, where there is one.
 */
final class RestLine implements Line {
    private static final Logger LOG = LoggerFactory.getLogger(RestLine.class);
    private static final Duration SHORTEST = Duration.ofMillis(50);
    private static final Duration LONGEST_AFTER_FAILURE = Duration.ofSeconds(5);
    private static final Duration CLOSING = Duration.ofSeconds(20);

    private final Mailroom mailroom;
    private final HubDoor door;
    private final Conversation conversation;
    private final @Nullable Endpoint endpoint;
    private final Duration idle;
    private final Thread line;
    private final Thread work;
    private final Bell closing = new Bell();
    private volatile boolean closed;

    RestLine(Mailroom mailroom, HubDoor door, Conversation conversation, @Nullable Endpoint endpoint, Duration idle) {
        this.mailroom = mailroom;
        this.door = door;
        this.conversation = conversation;
        this.endpoint = endpoint;
        this.idle = idle;
        this.line = Thread.ofPlatform().daemon().name("link-rest").unstarted(this::keepUp);
        this.work = Thread.ofPlatform().daemon().name("link-work").unstarted(mailroom::work);
    }

    @Override
    public void start() {
        work.start();
        if (endpoint != null) {
            endpoint.open();
        }
        line.start();
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        closing.ring();
        mailroom.bell().ring();
        line.join(CLOSING);
        if (endpoint != null) {
            endpoint.close();
        }
        work.interrupt();
        work.join(CLOSING);
        door.close();
    }

    private void keepUp() {
        int failures = 0;
        while (!closed) {
            try {
                door.knock();
                conversation.begin();
                mailroom.connected();
                failures = 0;
                talk();
            } catch (IOException | RuntimeException e) {
                String why = e.getClass().getSimpleName() + ": " + e.getMessage();
                mailroom.disconnected(why);
                if (!closed && failures++ == 0) {
                    LOG.warn("not connected to the hub tenant={} cause={}", mailroom.member(), why);
                }
                pause(failures);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        mailroom.disconnected("closed");
    }

    private void talk() throws IOException, InterruptedException {
        Duration pause = SHORTEST;
        while (!closed) {
            if (conversation.round() > 0) {
                pause = SHORTEST;
            } else {
                mailroom.bell().await(pause);
                pause = pause.multipliedBy(2).compareTo(idle) > 0 ? idle : pause.multipliedBy(2);
            }
        }
    }

    /** Half of it is certain, half is chance. */
    private void pause(int failures) {
        long whole = Math.min(SHORTEST.toMillis() << Math.min(failures, 20), LONGEST_AFTER_FAILURE.toMillis());
        try {
            closing.await(
                    Duration.ofMillis(whole / 2 + ThreadLocalRandom.current().nextLong(whole / 2 + 1)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
