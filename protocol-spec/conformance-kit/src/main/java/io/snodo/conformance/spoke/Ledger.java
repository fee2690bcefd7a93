package io.snodo.conformance.spoke;

import io.snodo.messages.Json;
import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.seal.SealKey;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the kit records as a hub: numbers, owners, and one batch for each message. */
final class Ledger {
    private final SealKey seal;
    private final Clock clock;
    private final Map<String, Held> tickets = new HashMap<>();
    private final Map<UUID, Stamp> stamps = new HashMap<>();
    private long batch;
    private @Nullable String previous;

    private record Held(
            long sequence,
            int epoch,
            String owner,
            String status,
            @Nullable String offeredTo) {}

    Ledger(SealKey seal, Clock clock) {
        this.seal = seal;
        this.clock = clock;
    }

    /** The stamp of {@code envelope}; the same again where it has one. */
    synchronized Stamp record(UUID id, JsonNode envelope, String digest) {
        return stamps.computeIfAbsent(id, _ -> stamp(id, envelope, digest, seal));
    }

    /** As {@link #record}, but under another key, or about something else; not kept. */
    synchronized Stamp forged(UUID id, JsonNode envelope, String digest, SealKey key) {
        return stamp(id, envelope, digest, key);
    }

    int epoch(String ticket) {
        Held held = tickets.get(ticket);
        return held == null ? 1 : held.epoch();
    }

    private Stamp stamp(UUID id, JsonNode envelope, String digest, SealKey key) {
        String ticket = envelope.path("ticket").stringValue("");
        Held held = ticket.isEmpty() ? null : after(tickets.get(ticket), envelope);
        if (held != null && key == seal) {
            tickets.put(ticket, held);
        }
        // the record as the specification writes it, and not as a class of ours happens to
        tools.jackson.databind.node.ObjectNode leaf = Json.MAPPER.createObjectNode();
        leaf.put("message", id.toString());
        leaf.put("digest", digest);
        leaf.put("from", envelope.path("from").stringValue(""));
        leaf.put("type", envelope.path("type").stringValue(""));
        if (held != null) {
            leaf.put("ticket", ticket);
            leaf.put("sequence", held.sequence());
            leaf.put("epoch", held.epoch());
            leaf.put("owner", held.owner());
            leaf.put("status", held.status());
            if (held.offeredTo() != null) {
                leaf.put("offeredTo", held.offeredTo());
                leaf.put(
                        "deadline",
                        envelope.path("body")
                                .path("deadline")
                                .asString(clock.instant().plusSeconds(3600).toString()));
            }
        } else {
            leaf.put("sequence", 0);
        }
        leaf.put("recordedAt", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        io.snodo.messages.receipt.Record record = Json.MAPPER.treeToValue(leaf, io.snodo.messages.receipt.Record.class);
        Stamp stamp = Stamp.batch(List.of(record), new Stamp.Batch(++batch, previous, clock.instant()), key)
                .getFirst();
        stamp.root(key.verifyKey()).ifPresent(root -> previous = root.root());
        return stamp;
    }

    private static Held after(@Nullable Held before, JsonNode envelope) {
        String from = envelope.path("from").stringValue("");
        if (before == null) {
            return new Held(1, 1, from, "triage", null);
        }
        long next = before.sequence() + 1;
        return switch (envelope.path("type").stringValue("")) {
            case "handover.offer" ->
                new Held(
                        next,
                        before.epoch(),
                        before.owner(),
                        before.status(),
                        envelope.path("to").path(0).asString(""));
            case "handover.accept" -> new Held(next, before.epoch() + 1, from, "acknowledged", null);
            case "handover.withdraw", "handover.reject", "handover.expire" ->
                new Held(next, before.epoch(), before.owner(), before.status(), null);
            case "status.set" ->
                new Held(
                        next,
                        before.epoch(),
                        before.owner(),
                        envelope.path("body").path("status").asString(""),
                        before.offeredTo());
            case "ticket.resolve" -> new Held(next, before.epoch(), before.owner(), "resolved", null);
            default -> new Held(next, before.epoch(), before.owner(), before.status(), before.offeredTo());
        };
    }
}
