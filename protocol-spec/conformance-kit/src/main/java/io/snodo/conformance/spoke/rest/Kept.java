package io.snodo.conformance.spoke.rest;

import io.snodo.messages.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the kit's hub keeps for the spoke: submissions, what waits, and how far messages have come. */
final class Kept {
    /** A message that was left: by its correlation id, with the address to be told at, if any. */
    record Submission(UUID correlation, String message, String replyTo) {}

    private final Map<UUID, JsonNode> outcomes = new HashMap<>();
    private final List<Submission> open = new ArrayList<>();
    private final TreeMap<Long, JsonNode> waiting = new TreeMap<>();
    private final List<JsonNode> steps = new ArrayList<>();
    private final List<UUID> known = new ArrayList<>();
    private long last;

    synchronized Submission left(String message, String replyTo) {
        Submission submission = new Submission(UUID.randomUUID(), message, replyTo);
        open.add(submission);
        known.add(submission.correlation());
        return submission;
    }

    /** Decides all that was left of this message; what was decided. */
    synchronized List<Submission> decide(String message, JsonNode outcome) {
        List<Submission> decided =
                open.stream().filter(each -> each.message().equals(message)).toList();
        decided.forEach(each -> outcomes.put(each.correlation(), outcome));
        open.removeAll(decided);
        return decided;
    }

    synchronized boolean knows(UUID correlation) {
        return known.contains(correlation);
    }

    synchronized Optional<JsonNode> outcome(UUID correlation) {
        return Optional.ofNullable(outcomes.get(correlation));
    }

    synchronized void waits(JsonNode frame) {
        waiting.put(++last, frame);
    }

    /** What it has confirmed waits no longer; what is no delivery waits until it has been given once. */
    synchronized void confirmed(String message) {
        waiting.values().removeIf(frame -> message(frame).equals(message));
    }

    private static String message(JsonNode frame) {
        String leaf = frame.path("stamp").path("leaf").stringValue("");
        return leaf.isEmpty() ? "" : Json.MAPPER.readTree(leaf).path("message").stringValue("");
    }

    synchronized ObjectNode page(long cursor, int limit) {
        ObjectNode page = Json.MAPPER.createObjectNode();
        long reached = cursor;
        List<Long> given = new ArrayList<>();
        for (Map.Entry<Long, JsonNode> each : waiting.tailMap(cursor, false).entrySet()) {
            if (page.withArray("items").size() < limit) {
                page.withArray("items").add(each.getValue());
                reached = each.getKey();
                if (message(each.getValue()).isEmpty()) {
                    given.add(each.getKey());
                }
            }
        }
        given.forEach(waiting::remove);
        page.withArray("items");
        page.put("cursor", Long.toString(reached));
        return page;
    }

    synchronized void told(JsonNode step) {
        steps.add(step);
    }

    synchronized ObjectNode steps() {
        ObjectNode all = Json.MAPPER.createObjectNode();
        all.putArray("items").addAll(steps);
        return all;
    }
}
