package io.snodo.conformance.hub;

import io.snodo.conformance.letters.Letter;
import io.snodo.conformance.seen.Event.What;
import io.snodo.conformance.seen.Reads;
import io.snodo.conformance.seen.Seen;
import io.snodo.conformance.wire.Binding;
import io.snodo.conformance.wire.Credentials;
import io.snodo.conformance.wire.Wire;
import io.snodo.messages.Json;
import io.snodo.messages.Message;
import io.snodo.messages.body.Receipt;
import io.snodo.messages.body.Receipt.Level;
import io.snodo.messages.seal.Sealed;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One member that the kit speaks for: notes everything it is sent, and answers L2 and L3 as a spoke would. */
final class Member implements AutoCloseable {
    private static final int MOST_RECEIPTS = 200;

    private final String letter;
    private final Credentials credentials;
    private final boolean seals;
    private final Binding binding;
    private final Seen seen;
    private final Clock clock;
    private final BlockingQueue<Receipt.Entry> owed = new LinkedBlockingQueue<>(100_000);
    private final Thread clerk;
    private @Nullable Wire wire;
    private volatile boolean answers = true;

    /** @param seals its messages itself; otherwise the hub does */
    Member(String letter, Credentials credentials, boolean seals, Binding binding, Seen seen, Clock clock) {
        this.letter = letter;
        this.credentials = credentials;
        this.seals = seals;
        this.binding = binding;
        this.seen = seen;
        this.clock = clock;
        this.clerk = Thread.ofVirtual().name("receipts-" + letter).start(this::answer);
    }

    Credentials credentials() {
        return credentials;
    }

    synchronized void connect() {
        if (wire == null) {
            wire = binding.open(credentials, new Letterbox());
        }
    }

    synchronized void leave() {
        if (wire != null) {
            wire.close();
            wire = null;
        }
    }

    void answers(boolean given) {
        answers = given;
    }

    Wire wire() {
        Wire open = wire;
        if (open == null) {
            throw new IllegalStateException(letter + " has left");
        }
        return open;
    }

    /** Sends, and notes that it was sent before any answer can come. */
    void send(Letter letter) {
        says(letter);
        UUID id = letter.sent().id();
        wire().send(letter.octets(), letter.sent().correlation(), letter.manner())
                .ifPresent(why -> seen.note(
                        "hub",
                        this.letter,
                        What.REJECTED,
                        id,
                        letter.sent().correlation(),
                        Json.MAPPER.createObjectNode().put("why", why)));
    }

    /** Notes that it is said, also where it is sent by other means. */
    void says(Letter letter) {
        ObjectNode content = Json.MAPPER.createObjectNode();
        if (seals) {
            content.put("jws", letter.sent().jws());
            content.put("digest", letter.sent().digest());
        }
        content.set("envelope", letter.sent().envelope());
        seen.note(
                this.letter, "hub", What.SAID, letter.sent().id(), letter.sent().correlation(), content);
    }

    private final class Letterbox implements Wire.Inbox {
        @Override
        public void frame(byte[] body, String odd) {
            take(body, odd);
        }

        @Override
        public void called(ObjectNode call) {
            seen.glance("hub", letter, What.CALLED, call);
        }
    }

    private void take(byte[] body, String odd) {
        JsonNode frame = Reads.json(new String(body, StandardCharsets.UTF_8));
        switch (frame.path("frame").stringValue("")) {
            case "delivery" -> delivered(frame, odd);
            case "receipts" ->
                frame.path("stamps").forEach(stamp -> {
                    JsonNode record = Reads.json(stamp.path("leaf").stringValue(""));
                    ObjectNode content = content(odd);
                    content.set("stamp", stamp);
                    note(What.RECORDED, id(record.path("message")), null, content);
                });
            case "progress" ->
                frame.path("steps").forEach(step -> {
                    ObjectNode content = content(odd);
                    content.setAll((ObjectNode) step);
                    note(What.TOLD, id(step.path("message")), null, content);
                });
            case "refused" -> {
                ObjectNode content = content(odd);
                content.setAll((ObjectNode) frame.path("problem"));
                note(
                        What.REFUSED,
                        id(frame.path("message")),
                        frame.path("correlation").stringValue(null),
                        content);
            }
            default -> note(What.LINK, null, null, content("is none: " + frame.path("frame")));
        }
    }

    private void delivered(JsonNode frame, String odd) {
        String jws = frame.path("message").stringValue("");
        JsonNode record = Reads.json(frame.path("stamp").path("leaf").stringValue(""));
        ObjectNode content = content(odd);
        content.put("message", jws);
        content.set("stamp", frame.path("stamp"));
        content.set("envelope", Reads.payload(jws));
        UUID id = id(record.path("message"));
        note(What.DELIVERED, id, null, content);
        if (id != null && answers) {
            String digest = Reads.digest(jws);
            int disclosed =
                    Math.max(0, (int) jws.chars().filter(each -> each == '~').count() - 1);
            owed.add(new Receipt.Entry(id, digest, Level.L2, null, disclosed));
            owed.add(new Receipt.Entry(id, digest, Level.L3, null, disclosed));
        }
    }

    private static ObjectNode content(String odd) {
        ObjectNode content = Json.MAPPER.createObjectNode();
        return odd.isEmpty() ? content : content.put("odd", odd);
    }

    private void note(What what, @Nullable UUID message, @Nullable String correlation, JsonNode content) {
        seen.note("hub", letter, what, message, correlation, content);
    }

    private static @Nullable UUID id(JsonNode id) {
        try {
            return UUID.fromString(id.asString(""));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Gathers for a moment, so that receipts travel together. */
    private void answer() {
        try {
            while (true) {
                List<Receipt.Entry> entries = new ArrayList<>();
                entries.add(owed.take());
                TimeUnit.MILLISECONDS.sleep(15);
                owed.drainTo(entries, MOST_RECEIPTS);
                synchronized (this) {
                    if (wire != null) {
                        Message message = Message.of(clock, credentials.member(), List.of(), new Receipt(entries));
                        Sealed sealed = Sealed.seal(message, credentials.seal());
                        send(new Letter(
                                new io.snodo.conformance.seen.Scene.Sent(
                                        message.id(),
                                        message.id().toString(),
                                        letter,
                                        sealed.jws(),
                                        Reads.payload(sealed.jws())),
                                Wire.Manner.USUAL));
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        clerk.interrupt();
        leave();
    }
}
