package io.snodo.conformance.spoke.soap;

import io.snodo.conformance.seen.Reads;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the kit's hub keeps for the spoke: its submissions and their outcomes, deliveries without L2, and steps. */
final class Mailbox {
    private static final int MOST_STEPS = 1000;

    /** A message of the spoke's. */
    static final class Submission {
        final String correlation = UUID.randomUUID().toString();
        final String message;
        final @Nullable String replyTo;

        @Nullable
        JsonNode outcome;

        boolean done;

        Submission(String message, @Nullable String replyTo) {
            this.message = message;
            this.replyTo = replyTo;
        }
    }

    private final Map<String, Submission> submissions = new HashMap<>();
    private final Map<String, Submission> latest = new HashMap<>();
    private final TreeMap<Long, JsonNode> deliveries = new TreeMap<>();
    private final List<JsonNode> steps = new ArrayList<>();
    private long last;

    synchronized Submission submitted(String message, @Nullable String replyTo) {
        Submission submission = new Submission(message, replyTo);
        submissions.put(submission.correlation, submission);
        latest.put(message, submission);
        return submission;
    }

    synchronized void forget(Submission submission) {
        submissions.remove(submission.correlation);
    }

    synchronized Optional<Submission> submission(String correlation) {
        return Optional.ofNullable(submissions.get(correlation));
    }

    /** The submission that {@code frame} decides; empty where none waits for it. */
    synchronized Optional<Submission> decide(String message, @Nullable JsonNode frame) {
        Submission submission = latest.get(message);
        if (submission == null || submission.done) {
            return Optional.empty();
        }
        submission.outcome = frame;
        submission.done = true;
        return Optional.of(submission);
    }

    synchronized void deliver(JsonNode frame) {
        deliveries.put(++last, frame);
    }

    synchronized void step(JsonNode step) {
        steps.add(step);
        if (steps.size() > MOST_STEPS) {
            steps.removeFirst();
        }
    }

    /** An L2 takes a delivery out; so does a refusal. */
    synchronized void confirmed(String message) {
        deliveries
                .values()
                .removeIf(frame -> Reads.json(frame.path("stamp").path("leaf").asString(""))
                        .path("message")
                        .asString("")
                        .equals(message));
    }

    synchronized Map<Long, JsonNode> after(long cursor, int limit) {
        Map<Long, JsonNode> page = new TreeMap<>();
        deliveries.tailMap(cursor, false).entrySet().stream()
                .limit(limit)
                .forEach(each -> page.put(each.getKey(), each.getValue()));
        return page;
    }

    synchronized List<JsonNode> steps() {
        return List.copyOf(steps);
    }
}
