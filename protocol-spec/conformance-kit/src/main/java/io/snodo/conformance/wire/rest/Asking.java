package io.snodo.conformance.wire.rest;

import io.snodo.conformance.wire.Binding;
import io.snodo.conformance.wire.Wire;
import io.snodo.messages.Json;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A member that asks: for the outcomes of its messages, for what waits, and how far its messages have come. */
final class Asking implements RestWire.Receiving {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration PROGRESS_EVERY = Duration.ofMillis(700);
    /** What was not confirmed comes again, as on other bindings. */
    private static final Duration FROM_THE_BEGINNING = Duration.ofSeconds(8);

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int FOUND = 200;
    private static final int DECIDED = 303;

    private final Door door;
    private final Wire.Inbox inbox;
    private final Thread thread;
    private final Set<String> told = new HashSet<>();
    private volatile boolean closed;
    private String cursor = "0";
    private @Nullable String progressTag;

    Asking(Door door, Wire.Inbox inbox) {
        this.door = door;
        this.inbox = inbox;
        this.thread = Thread.ofVirtual().name("asks").start(this::keepAsking);
    }

    @Override
    public Map<String, String> headers(String correlation) {
        return Map.of();
    }

    @Override
    public Optional<JsonNode> outcome(String correlation, Wire.Answer taken) throws InterruptedException {
        String location = taken.headers().getOrDefault("location", "");
        long end = System.nanoTime() + LONGEST.toNanos();
        while (System.nanoTime() < end && !closed) {
            Wire.Answer status = get(location, null);
            if (status.status() == DECIDED) {
                Wire.Answer outcome = get(status.headers().getOrDefault("location", ""), null);
                return outcome.status() == FOUND ? Optional.of(outcome.content()) : Optional.empty();
            }
            if (status.status() != FOUND) {
                return Optional.empty();
            }
            Thread.sleep(PAUSE);
        }
        return Optional.empty();
    }

    private Wire.Answer get(String path, @Nullable String tag) throws InterruptedException {
        return door.ask("GET", path, null, List.of(), tag == null ? Map.of() : Map.of("If-None-Match", tag));
    }

    private void keepAsking() {
        long begun = System.nanoTime();
        long asked = 0;
        while (!closed) {
            try {
                if (System.nanoTime() - begun > FROM_THE_BEGINNING.toNanos()) {
                    begun = System.nanoTime();
                    cursor = "0";
                }
                boolean more = deliveries();
                if (System.nanoTime() - asked > PROGRESS_EVERY.toNanos()) {
                    asked = System.nanoTime();
                    progress();
                }
                if (!more) {
                    Thread.sleep(PAUSE);
                }
            } catch (Binding.Unreachable e) {
                pause(); // the hub may be away for a while; what fails for good, cases find out
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    private boolean deliveries() throws InterruptedException {
        Wire.Answer page = get("/deliveries?limit=100&cursor=" + cursor, null);
        JsonNode items = page.content().path("items");
        items.forEach(frame -> inbox.frame(Json.MAPPER.writeValueAsBytes(frame), ""));
        cursor = page.content().path("cursor").stringValue(cursor);
        return !items.isEmpty();
    }

    private void progress() throws InterruptedException {
        Wire.Answer answer = get("/progress", progressTag);
        progressTag = answer.headers().get("etag");
        for (JsonNode step : answer.content().path("items")) {
            if (told.add(step.toString())) {
                ObjectNode frame = Json.MAPPER.createObjectNode().put("frame", "progress");
                frame.putArray("steps").add(step);
                inbox.frame(Json.MAPPER.writeValueAsBytes(frame), "");
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
