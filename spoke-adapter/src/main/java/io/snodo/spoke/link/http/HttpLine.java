package io.snodo.spoke.link.http;

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
 * Talks with the hub over HTTP: one round after the other, at once again after something came or went, and with growing
 * pauses while nothing does. What the hub brings to us comes by the listener, where there is one.
 */
public final class HttpLine implements Line {
    private static final Logger LOG = LoggerFactory.getLogger(HttpLine.class);
    private static final Duration SHORTEST = Duration.ofMillis(50);
    private static final Duration LONGEST_AFTER_FAILURE = Duration.ofSeconds(5);
    private static final Duration LONGEST_WHILE_BUSY = Duration.ofSeconds(30);
    /** Not every such answer is signed: nobody silences a member for longer. */
    private static final Duration LONGEST_ASKED = Duration.ofMinutes(5);

    private static final Duration CLOSING = Duration.ofSeconds(20);

    private final Mailroom mailroom;
    private final Conversation conversation;
    private final @Nullable Listener listener;
    private final Duration idle;
    private final Thread line;
    private final Thread work;
    private final Bell closing = new Bell();
    private volatile boolean closed;
    /** In a row; the line's own thread counts. */
    private int failures;

    private int busy;

    /** @param idle the longest pause while nothing comes */
    public HttpLine(Mailroom mailroom, Conversation conversation, @Nullable Listener listener, Duration idle) {
        this.mailroom = mailroom;
        this.conversation = conversation;
        this.listener = listener;
        this.idle = idle;
        this.line = Thread.ofPlatform().daemon().name("link-http").unstarted(this::keepUp);
        this.work = Thread.ofPlatform().daemon().name("link-work").unstarted(mailroom::work);
    }

    @Override
    public void start() {
        work.start();
        if (listener != null) {
            listener.open();
        }
        line.start();
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        closing.ring();
        mailroom.bell().ring();
        line.join(CLOSING);
        if (listener != null) {
            listener.close();
        }
        work.interrupt();
        work.join(CLOSING);
        conversation.end();
    }

    private void keepUp() {
        while (!closed) {
            try {
                conversation.begin();
                mailroom.connected();
                talk();
            } catch (IOException | RuntimeException e) {
                String why = e.getClass().getSimpleName() + ": " + e.getMessage();
                mailroom.disconnected(why);
                if (!closed && failures++ == 0) {
                    LOG.warn("not connected to the hub tenant={} cause={}", mailroom.member(), why);
                }
                pause(growing(failures, LONGEST_AFTER_FAILURE));
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
            int moved = roundOrPause();
            if (moved > 0) {
                pause = SHORTEST;
            } else {
                mailroom.bell().await(pause);
                pause = pause.multipliedBy(2).compareTo(idle) > 0 ? idle : pause.multipliedBy(2);
            }
        }
    }

    /** A hub that asks for a pause is there (ST-152): nothing is lost, and nothing has to be begun anew. */
    private int roundOrPause() throws IOException, InterruptedException {
        try {
            int moved = conversation.round();
            failures = 0; // not before: a hub that only says that it is up is not there yet
            busy = 0;
            return moved;
        } catch (HubBusy e) {
            if (busy++ == 0) {
                LOG.warn("the hub asks for a pause tenant={} refusal={}", mailroom.member(), e.getMessage());
            }
            Duration own = growing(busy, LONGEST_WHILE_BUSY);
            Duration asked = e.pause().compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : e.pause();
            pause(asked.compareTo(own) > 0 ? asked : own);
            return 0;
        }
    }

    private static Duration growing(int times, Duration longest) {
        long whole = Math.min(SHORTEST.toMillis() << Math.min(times, 20), longest.toMillis());
        return Duration.ofMillis(whole / 2 + ThreadLocalRandom.current().nextLong(whole / 2 + 1)); // half is chance
    }

    private void pause(Duration howLong) {
        try {
            closing.await(howLong);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
