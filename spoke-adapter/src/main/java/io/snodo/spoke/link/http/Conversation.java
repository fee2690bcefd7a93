package io.snodo.spoke.link.http;

import io.snodo.spoke.link.Mailroom;
import io.snodo.spoke.link.OutgoingMessage;
import io.snodo.spoke.link.OwedReceipt;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One round after the other: what we owe and have to say goes to the hub, what became of it and what waits comes back.
 * Whoever is called is brought the rest, and asks for nothing. What does not wait for each other is said and asked a few
 * at once.
 */
public final class Conversation {
    private static final int AT_ONCE = 50;
    /** After it the mailbox is read from its beginning again: the operator may have put something old there. */
    private static final Duration FROM_THE_BEGINNING = Duration.ofMinutes(1);

    private static final String BEGINNING = "0";

    private final Mailroom mailroom;
    private final Door door;
    private final @Nullable URI replyTo;
    private final Duration progressEvery;
    private final Clock clock;
    /** Left with the hub and not decided when last asked: message and correlation id. */
    private final Map<UUID, String> underWay = new ConcurrentHashMap<>();

    private String cursor = BEGINNING;
    private Instant begunAt = Instant.EPOCH;
    private Instant askedAt = Instant.EPOCH;

    /** @param replyTo where we are called, if we are */
    public Conversation(Mailroom mailroom, Door door, @Nullable URI replyTo, Duration progressEvery, Clock clock) {
        this.mailroom = mailroom;
        this.door = door;
        this.replyTo = replyTo;
        this.progressEvery = progressEvery;
        this.clock = clock;
    }

    /** After a break: everything that is not confirmed comes again. */
    void begin() throws IOException, InterruptedException {
        door.knock();
        underWay.clear();
        fromTheBeginning();
    }

    /** How much came or went. */
    int round() throws IOException, InterruptedException {
        int moved = receipts() + asides() + outbox();
        return replyTo == null ? moved + outcomes() + deliveries() + progress() : moved;
    }

    void end() {
        door.close();
    }

    private int receipts() throws IOException, InterruptedException {
        List<OwedReceipt> owed = mailroom.owedReceipts();
        if (owed.isEmpty()) {
            return 0;
        }
        door.leave(mailroom.receipt(owed).jws(), replyTo);
        mailroom.told(owed);
        return 1;
    }

    private int asides() throws IOException, InterruptedException {
        List<OutgoingMessage> asides = mailroom.asides();
        for (OutgoingMessage aside : asides) {
            door.leave(aside.jws(), replyTo);
        }
        return asides.size();
    }

    private int outbox() throws IOException, InterruptedException {
        List<OutgoingMessage> due = mailroom.due(AT_ONCE); // of each lane its first (ST-554): none waits for another
        Map<UUID, String> left = new ConcurrentHashMap<>();
        try {
            Together.each(due, message -> left.put(message.id(), door.leave(message.jws(), replyTo)));
        } finally {
            if (!left.isEmpty()) {
                mailroom.handedOver(left.keySet());
            }
        }
        if (replyTo == null) { // otherwise it is brought
            underWay.putAll(left);
        }
        return due.size();
    }

    private int outcomes() throws IOException, InterruptedException {
        Map<UUID, List<byte[]>> decided = new ConcurrentHashMap<>();
        try {
            Together.each(
                    underWay.entrySet(),
                    left -> door.outcome(left.getValue()).ifPresent(frames -> decided.put(left.getKey(), frames)));
        } finally {
            take(decided.values().stream().flatMap(List::stream).toList());
            underWay.keySet().removeAll(decided.keySet());
        }
        return decided.size();
    }

    private int deliveries() throws IOException, InterruptedException {
        if (begunAt.plus(FROM_THE_BEGINNING).isBefore(clock.instant())) {
            fromTheBeginning();
        }
        Door.Page page = door.waiting(cursor);
        take(page.frames()); // durable here before the hub is told
        cursor = page.cursor();
        return page.frames().size();
    }

    private void fromTheBeginning() {
        cursor = BEGINNING;
        begunAt = clock.instant();
    }

    private int progress() throws IOException, InterruptedException {
        if (!askedAt.plus(progressEvery).isAfter(clock.instant())) {
            askedAt = clock.instant();
            take(door.progress());
        }
        return 0;
    }

    private void take(List<byte[]> frames) {
        if (!frames.isEmpty()) {
            mailroom.receive(frames);
        }
    }
}
