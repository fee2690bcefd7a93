package io.snodo.spoke.link.rest;

import io.snodo.spoke.link.Mailroom;
import io.snodo.spoke.link.OutgoingMessage;
import io.snodo.spoke.link.OwedReceipt;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One round after the other: what we owe and have to say goes to the hub, what became of it and what waits comes back.
 * Whoever is called is brought the rest, and asks for nothing.
 */
final class Conversation {
    private static final int AT_ONCE = 50;
    private static final int PAGE = 100;
    /** After it the mailbox is read from its beginning again: the operator may have put something old there. */
    private static final Duration FROM_THE_BEGINNING = Duration.ofMinutes(1);

    private final Mailroom mailroom;
    private final HubDoor door;
    private final @Nullable URI replyTo;
    private final Duration progressEvery;
    private final Clock clock;
    /** Left with the hub and not decided when last asked: message and correlation id. */
    private final Map<UUID, String> underWay = new LinkedHashMap<>();

    private String cursor = "0";
    private Instant begunAt = Instant.EPOCH;
    private Instant askedAt = Instant.EPOCH;
    private @Nullable String mailboxTag;
    private @Nullable String progressTag;

    Conversation(Mailroom mailroom, HubDoor door, @Nullable URI replyTo, Duration progressEvery, Clock clock) {
        this.mailroom = mailroom;
        this.door = door;
        this.replyTo = replyTo;
        this.progressEvery = progressEvery;
        this.clock = clock;
    }

    /** After a break: everything that is not confirmed comes again. */
    void begin() {
        underWay.clear();
        fromTheBeginning();
        progressTag = null;
    }

    /** How much came or went. */
    int round() throws IOException, InterruptedException {
        int moved = receipts() + asides() + outbox();
        return replyTo == null ? moved + outcomes() + deliveries() + progress() : moved;
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
        List<OutgoingMessage> due = mailroom.due(AT_ONCE);
        for (OutgoingMessage message : due) {
            underWay.put(message.id(), door.leave(message.jws(), replyTo));
            mailroom.handedOver(List.of(message.id()));
        }
        if (replyTo != null) {
            underWay.clear(); // it is brought
        }
        return due.size();
    }

    private int outcomes() throws IOException, InterruptedException {
        int decided = 0;
        for (Iterator<Map.Entry<UUID, String>> left = underWay.entrySet().iterator(); left.hasNext(); ) {
            String correlation = left.next().getValue();
            Optional<JsonNode> outcome = door.outcome(correlation);
            if (outcome.isPresent()) {
                mailroom.receive(Frames.outcome(correlation, outcome.get()));
                left.remove();
                decided++;
            }
        }
        return decided;
    }

    private int deliveries() throws IOException, InterruptedException {
        if (begunAt.plus(FROM_THE_BEGINNING).isBefore(clock.instant())) {
            fromTheBeginning();
        }
        Optional<HubDoor.Found> found = door.ask("deliveries?cursor=" + cursor + "&limit=" + PAGE, mailboxTag);
        if (found.isEmpty()) {
            return 0;
        }
        mailboxTag = found.get().tag();
        List<byte[]> frames = Frames.items(found.get().body());
        if (frames.isEmpty()) {
            return 0;
        }
        mailroom.receive(frames); // durable here before the hub is told
        cursor = found.get().body().path("cursor").stringValue(cursor);
        mailboxTag = null;
        return frames.size();
    }

    private void fromTheBeginning() {
        cursor = "0";
        mailboxTag = null;
        begunAt = clock.instant();
    }

    private int progress() throws IOException, InterruptedException {
        if (askedAt.plus(progressEvery).isAfter(clock.instant())) {
            return 0;
        }
        askedAt = clock.instant();
        Optional<HubDoor.Found> found = door.ask("progress", progressTag);
        if (found.isPresent()) {
            progressTag = found.get().tag();
            List<byte[]> frames = Frames.progress(found.get().body());
            if (!frames.isEmpty()) {
                mailroom.receive(frames);
            }
        }
        return 0;
    }
}
