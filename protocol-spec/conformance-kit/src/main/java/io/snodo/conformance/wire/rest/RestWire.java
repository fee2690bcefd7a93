package io.snodo.conformance.wire.rest;

import io.snodo.conformance.wire.Wire;
import io.snodo.messages.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Leaves messages with the hub, and gives what became of them to the inbox as frames; how it receives is another's. */
final class RestWire implements Wire {
    private static final int TAKEN = 202;

    private final Door door;
    private final Inbox inbox;
    private final Receiving receiving;

    /** How a member receives. */
    interface Receiving extends AutoCloseable {
        /** What has to be said with a message, so that its outcome is found again. */
        Map<String, String> headers(String correlation);

        /** Waits for the outcome of what was taken; empty if none has come. */
        Optional<JsonNode> outcome(String correlation, Answer taken) throws InterruptedException;

        /** What a case calls the address at which the member is called, if it is. */
        default String addressed(String header) {
            return header;
        }

        default void declines(String how) {
            if (!how.isEmpty()) {
                throw new IllegalArgumentException("a member that asks is not called");
            }
        }

        @Override
        void close();
    }

    RestWire(Door door, Inbox inbox, Receiving receiving) {
        this.door = door;
        this.inbox = inbox;
        this.receiving = receiving;
    }

    /** Returns with the outcome, because nothing else about the ticket may be sent before (ST-554). */
    @Override
    public Optional<String> send(byte[] sealed, String correlation, Manner manner) {
        try {
            String text = new String(sealed, StandardCharsets.UTF_8);
            List<String> how = manner == Manner.OTHER ? List.of("audit:other-name") : List.of();
            Answer taken = door.ask("POST", "/messages", text, how, receiving.headers(correlation));
            if (taken.status() != TAKEN) {
                return Optional.of(
                        taken.status() + " " + taken.content().path("code").stringValue(""));
            }
            receiving.outcome(correlation, taken).ifPresent(outcome -> hand(outcome, correlation));
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    /** As the frame that would have said the same on a standing connection. */
    private void hand(JsonNode outcome, String correlation) {
        ObjectNode frame = Json.MAPPER.createObjectNode();
        if (outcome.has("receipt")) {
            frame.put("frame", "receipts").putArray("stamps").add(outcome.path("receipt"));
        } else if (outcome.has("problem")) {
            frame.put("frame", "refused").set("problem", outcome.path("problem"));
            if (outcome.path("message").isString()) {
                frame.set("message", outcome.path("message"));
            } else {
                frame.put("correlation", correlation);
            }
        } else {
            return; // taken, and without a place in the evidence: receipts
        }
        inbox.frame(Json.MAPPER.writeValueAsBytes(frame), "");
    }

    @Override
    public boolean isForbidden(String deed, String address) {
        throw new IllegalArgumentException("over REST there are no addresses");
    }

    @Override
    public Answer call(Call call) throws InterruptedException {
        Map<String, String> headers = new LinkedHashMap<>();
        call.headers().forEach((name, value) -> headers.put(name, receiving.addressed(value)));
        return door.call(new Call(call.method(), call.path(), call.body(), call.spoiled(), headers));
    }

    @Override
    public Callable<Answer> prepared(Call call) {
        return door.prepared(call);
    }

    @Override
    public void declines(String how) {
        receiving.declines(how);
    }

    @Override
    public void close() {
        receiving.close();
        door.close();
    }
}
